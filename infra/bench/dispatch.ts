import { dispatch } from '@linli/shared/repairs/dispatch'
import { caseOf, optimum } from './dispatch-cases'
import type { Figure } from './figure'

const cases = 200
const [largeOrders, largeStaff] = [1_000, 50]

/**
 * The exact optimum's summed cost ÷ ours, over small seeded cases: 1 is perfect. On the side, what a large plan takes of a
 * processor.
 */
export function dispatchOrders(say: (line: string) => void): Promise<Figure[]> {
  let [ours, best, perfect] = [0, 0, 0]
  for (let seed = 1; seed <= cases; seed++) {
    const { orders, workers } = caseOf(seed, 3 + (seed % 4), 2 + (seed % 3))
    const [own, least] = [dispatch(orders, workers).cost, optimum(orders, workers)]
    ours += own
    best += least
    if (own - least < 1e-6) perfect++
  }
  say(`${perfect} of ${cases} small cases are given out perfectly`)
  const large = caseOf(7, largeOrders, largeStaff)
  const before = process.cpuUsage()
  const { assignments, unassigned } = dispatch(large.orders, large.workers)
  const { user, system } = process.cpuUsage(before)
  say(
    `${largeOrders} orders over ${largeStaff} staff: ${((user + system) / 1e6).toFixed(2)} CPU seconds (goal ≤ 1), ${assignments.length} given, ${unassigned.length} to nobody`,
  )
  return Promise.resolve([{ name: 'dispatch', value: ours, unit: 'minutes', baseline: best, ratio: best / ours }])
}
