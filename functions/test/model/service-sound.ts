import { RepairStep } from '@linli/shared/repairs/views'
import { expect } from 'vitest'
import { StoredBill } from '../../src/billing/store'
import { StoredRepair } from '../../src/repairs/store'
import { reader } from './books-of'
import type { Service } from './service-office'

/** Where an order may come to from where, once more in other words than the rules' own table. */
const roads: Record<string, string> = {
  submitted: 'accepted declined assigned cancelled closed',
  accepted: 'assigned cancelled closed',
  returned: 'assigned cancelled closed',
  assigned: 'in_progress returned transferred cancelled closed',
  transferred: 'in_progress returned transferred cancelled closed',
  in_progress: 'paused returned transferred done cancelled',
  paused: 'in_progress returned transferred cancelled',
  done: 'confirmed returned cancelled',
  confirmed: 'closed returned cancelled',
  closed: '',
  cancelled: '',
  declined: '',
}

const read = { repair: reader(StoredRepair), step: reader(RepairStep), bill: reader(StoredBill) }

export type Found = { repairs: Map<string, StoredRepair>; steps: Map<string, RepairStep[]>; bills: StoredBill[] }

/** Everything about orders, read behind the product's back. */
export function found({ table, place }: Service): Found {
  const all: Found = { repairs: new Map(), steps: new Map(), bills: [] }
  const owner = `C#${place.communityId}#`
  for (const item of table.itemsOf(owner)) {
    const [pk, sk] = [String(item.pk).slice(owner.length), String(item.sk)]
    if (pk === 'repairs') all.repairs.set(sk, read.repair(item))
    else if (pk.startsWith('repair#') && sk.startsWith('step#')) {
      const id = pk.slice('repair#'.length)
      all.steps.set(id, [...(all.steps.get(id) ?? []), read.step(item)])
    } else if (sk.startsWith('bill#')) all.bills.push(read.bill(item))
  }
  return all
}

/** No illegal state, nothing lost, clocks once, no bill without an agreed quote, one bill at most. */
export function expectService(before: Found, after: Found): void {
  for (const [id, repair] of after.repairs) {
    const then = before.repairs.get(id)
    if (then === repair) continue
    const steps = after.steps.get(id) ?? []
    // The clock may take an order on twice at a time, such as confirmed and closed.
    if (then && repair.version - then.version <= 1 && then.state !== repair.state)
      expect([then.state, repair.state, roads[then.state]?.split(' ').includes(repair.state)]).toEqual([
        then.state,
        repair.state,
        true,
      ])
    expect([id, steps.length]).toEqual([id, repair.version])
    expectClocksOnce(steps)
    expectOneBill(repair, steps, after.bills)
  }
  for (const id of before.repairs.keys()) expect([id, after.repairs.has(id)]).toEqual([id, true])
}

function expectClocksOnce(steps: readonly RepairStep[]): void {
  const count = (...events: string[]) => steps.filter(({ event }) => events.includes(event)).length
  const rounds = 1 + count('reopen')
  const waits = rounds + count('hand_back')
  for (const [timer, most] of [
    ['respond_warn', waits],
    ['respond_late', waits],
    ['finish_warn', rounds],
    ['finish_late', rounds],
    ['auto_confirm', count('finish')],
    ['auto_close', 1],
  ] as const)
    expect([timer, count(timer) <= most]).toEqual([timer, true])
}

function expectOneBill(repair: StoredRepair, steps: readonly RepairStep[], bills: readonly StoredBill[]): void {
  const own = bills.filter(({ charged }) => charged?.id === repair.repairId)
  const agreedFen = repair.quotes.reduce((sum, { state, totalFen }) => sum + (state === 'agreed' ? totalFen : 0), 0)
  expect(own.length).toBeLessThanOrEqual(1)
  expect(own[0]?.billId).toBe(repair.billId)
  const [bill] = own
  const confirmed = steps.some(({ event }) => ['confirm', 'auto_confirm', 'sign_off'].includes(event))
  if (bill) {
    expect([repair.place.kind, confirmed, bill.amountFen]).toEqual(['room', true, agreedFen])
    expect(repair.responsibility ?? 'owner').toBe('owner')
    expect([bill.state, repair.state]).toEqual([repair.state === 'cancelled' ? 'void' : 'published', repair.state])
  }
  const isConfirmed = repair.state === 'confirmed' || (repair.state === 'closed' && repair.mergedInto === undefined)
  const isOwn = repair.place.kind === 'room' && (repair.responsibility ?? 'owner') === 'owner'
  if (isConfirmed && isOwn && agreedFen > 0) expect(bill?.billId).toBeDefined()
}

/** Every order stands in one column, and in the lists by what it is. */
export function expectListed({ table, place }: Service, { repairs }: Found): void {
  const list = (name: string, index = 'gs1') => table.lengthOf(index, `C#${place.communityId}#${name}`)
  const columns = ['waiting', 'working', 'paused', 'done', 'over'].map(column => list(`repairs-${column}`))
  expect(columns.reduce((sum, length) => sum + length, 0)).toBe(repairs.size)
  const kinds = ['water', 'burst_pipe', 'lift'].map(kind => list(`repairs-by-kind#${kind}`, ''))
  expect(kinds.reduce((sum, length) => sum + length, 0)).toBe(repairs.size)
  const shown = [...repairs.values()].filter(
    ({ place: { kind }, state }) =>
      kind === 'public' && !['done', 'confirmed', 'closed', 'cancelled', 'declined'].includes(state),
  )
  expect(list('repairs-public', '')).toBe(shown.length)
}
