import type { ImportRecord, RecordKind, RecordOf } from '@linli/shared/imports/record'
import type { OpeningConfirmation } from '@linli/shared/opening/schema'
import { auditItem } from '../src/audit'
import type { Key } from '../src/db'
import type { Write } from '../src/db-write'
import { planPaidThrough } from '../src/billing/plan-paid-through'
import type { PlanAt, Planned } from '../src/imports/planned'
import { confirmOpening } from '../src/opening/confirm-opening'
import { planDrafts } from '../src/opening/plan-drafts'
import { planHistory } from '../src/opening/plan-history'
import { viewTotals } from '../src/opening/totals'
import { workConfirmation } from '../src/opening/work-confirmation'
import type { Place } from './make'

const source = { sheet: '期初', row: 1 }
const room = { roomCode: '1-1-101', feeItemName: '物业费' }

/** Records as the reading of a workbook makes them, with what a test does not say. */
export const record = {
  paidThrough: (paidThrough: string, wish: Partial<RecordOf<'paid_through'>> = {}): RecordOf<'paid_through'> => ({
    kind: 'paid_through',
    ...source,
    ...room,
    paidThrough,
    ...wish,
  }),
  arrears: (amountFen: number, wish: Partial<RecordOf<'arrears'>> = {}): RecordOf<'arrears'> => ({
    kind: 'arrears',
    ...source,
    ...room,
    period: { from: '2026-08-01', to: '2026-08-31' },
    amountFen,
    ...wish,
  }),
  prepayment: (amountFen: number, wish: Partial<RecordOf<'prepayment'>> = {}): RecordOf<'prepayment'> => ({
    kind: 'prepayment',
    ...source,
    roomCode: room.roomCode,
    amountFen,
    ...wish,
  }),
  deposit: (amountFen: number, wish: Partial<RecordOf<'deposit'>> = {}): RecordOf<'deposit'> => ({
    kind: 'deposit',
    ...source,
    roomCode: room.roomCode,
    name: '装修押金',
    amountFen,
    ...wish,
  }),
  history: (paidFen: number, wish: Partial<RecordOf<'history'>> = {}): RecordOf<'history'> => ({
    kind: 'history',
    ...source,
    ...room,
    paidFen,
    ...wish,
  }),
}

/** Writes records as an import does, some of one kind together; answers the sentences of those that conflict. */
export async function bring(place: Place, ...records: ImportRecord[]): Promise<string[]> {
  const at = {
    communityId: place.communityId,
    companyId: place.companyId,
    importId: place.deps.newId(),
    looking: false,
  }
  const conflicts: string[] = []
  for (const some of together(records)) {
    const planned = await plan(place, at, some)
    conflicts.push(...planned.flatMap(({ conflict }) => conflict ?? []))
    const writes = addedUp(planned.flatMap(each => each.writes))
    if (writes.length === 0) continue
    const audit = auditItem(place.ctx, {
      communityId: place.communityId,
      action: 'imports.write_rooms',
      objectType: 'import',
      objectId: at.importId,
      summary: '写入几行',
      technical: true,
    })
    await place.ctx.db.transact([...writes, audit], audit.put)
  }
  return conflicts
}

function together(records: ImportRecord[]): ImportRecord[][] {
  const all: ImportRecord[][] = []
  for (const each of records) {
    const last = all.at(-1)
    if (last && last[0]?.kind === each.kind && last.length < 15) last.push(each)
    else all.push([each])
  }
  return all
}

/** Each counter once. */
function addedUp(writes: Write[]): Write[] {
  const counters = new Map<string, { key: Key; add: Record<string, number> }>()
  const rest = writes.filter(write => {
    if (!('update' in write)) return true
    const { key, add = {} } = write.update
    const known = counters.get(key.sk)?.add ?? {}
    const sums = Object.entries(add).map(([name, value]) => [name, (known[name] ?? 0) + Number(value)])
    counters.set(key.sk, { key, add: Object.fromEntries(sums) })
    return false
  })
  return [...rest, ...[...counters.values()].map(update => ({ update }))]
}

const of = <K extends RecordKind>(records: ImportRecord[], kind: K): RecordOf<K>[] =>
  records.filter((each): each is RecordOf<K> => each.kind === kind)

async function plan({ ctx }: Place, at: PlanAt, records: ImportRecord[]): Promise<Planned[]> {
  return (
    await Promise.all([
      planPaidThrough(ctx, at, of(records, 'paid_through')),
      planHistory(ctx, at, of(records, 'history')),
      planDrafts(ctx, at, of(records, 'arrears')),
      planDrafts(ctx, at, of(records, 'prepayment')),
      planDrafts(ctx, at, of(records, 'deposit')),
    ])
  ).flat()
}

/** Confirms every draft as its totals say, to the end. */
export async function confirmAll(place: Place): Promise<OpeningConfirmation> {
  const { deps, ctx, communityId } = place
  const { draft: sums } = await viewTotals(ctx, { communityId })
  const confirmation = await confirmOpening(ctx, { communityId, sums })
  await workConfirmation(deps, communityId, confirmation.confirmationId)
  return confirmation
}
