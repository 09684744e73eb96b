import { canTake, type DispatchOrder, type DispatchWorker } from '@linli/shared/repairs/dispatch-field'
import { imbalanceOf, type Route, routeCost } from '@linli/shared/repairs/dispatch-cost'
import { dispatchWeights as weights } from '@linli/shared/repairs/dispatch-weights'
import { RepairKind, Skill } from '@linli/shared/repairs/kinds'

/** Numbers that the same seed draws again: mulberry32. */
export function drawer(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

/** A community at some moment: orders of all kinds, some overdue; staff with skills, some off shift, some busy. */
export function caseOf(seed: number, orders: number, workers: number) {
  const draw = drawer(seed)
  const building = () => String(1 + draw(20))
  const staff = Array.from({ length: workers }, (_, i): DispatchWorker => {
    const skills = Skill.options.filter(() => draw(2) === 0)
    return {
      personId: `worker-${i}`,
      name: `师傅${i}`,
      skills,
      areas: draw(3) === 0 ? [building(), building(), building()] : [],
      onShift: draw(6) > 0,
      building: draw(5) === 0 ? undefined : building(),
      load: draw(4),
      busyMin: draw(90),
    }
  })
  const open = Array.from(
    { length: orders },
    (_, i): DispatchOrder => ({
      repairId: `order-${i}`,
      kind: RepairKind.options[draw(RepairKind.options.length)] ?? 'other',
      building: building(),
      dueMin: draw(600) - 60,
    }),
  )
  return { orders: open, workers: staff }
}

/**
 * The least that any giving out costs: every order with everybody who can take it, in every order of going there. Small
 * cases alone: workers^orders × orders!.
 */
export function optimum(orders: readonly DispatchOrder[], workers: readonly DispatchWorker[]): number {
  const possible = orders.filter(order => workers.some(worker => canTake(order, worker)))
  const cheapest = new Map<string, number>()
  const routeOf = (worker: DispatchWorker, w: number, own: number[]): number => {
    const key = `${w}|${own.join()}`
    const known = cheapest.get(key)
    if (known !== undefined) return known
    const list = own.flatMap(i => possible[i] ?? [])
    const cost = Math.min(...permutations(list).map(each => routeCost(worker, each, weights)))
    cheapest.set(key, cost)
    return cost
  }
  let least = Number.POSITIVE_INFINITY
  const give = (next: number, hands: number[][]): void => {
    const order = possible[next]
    if (!order) {
      const routes = workers.map(
        (worker, w): Route => ({ worker, orders: (hands[w] ?? []).flatMap(i => possible[i] ?? []) }),
      )
      const travel = workers.reduce((sum, worker, w) => sum + routeOf(worker, w, hands[w] ?? []), 0)
      least = Math.min(least, travel + imbalanceOf(routes, weights))
      return
    }
    for (const [w, worker] of workers.entries())
      if (canTake(order, worker)) give(next + 1, hands.with(w, [...(hands[w] ?? []), next]))
  }
  give(
    0,
    Array.from(workers, () => []),
  )
  return least
}

function permutations<T>(list: readonly T[]): T[][] {
  if (list.length <= 1) return [[...list]]
  return list.flatMap((first, i) =>
    permutations([...list.slice(0, i), ...list.slice(i + 1)]).map(rest => [first, ...rest]),
  )
}
