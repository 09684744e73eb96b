import type { Payer } from '@linli/shared/billing/schema'
import type { RecordOf } from '@linli/shared/imports/record'
import type { OpeningDraft } from '@linli/shared/opening/schema'
import { PastOfRooms } from '../billing/brought-along'
import { withOpening } from '../billing/cover'
import { namedPayer } from '../billing/named-payer'
import { broughtProblems, prepaymentName } from '../billing/words'
import type { Context } from '../context'
import type { Write } from '../db-write'
import type { PlanAt, Planned, ReferringTo } from '../imports/planned'
import { derivedId } from '../secrets'
import { draftItem, draftKey, gateKey, OpeningGate, StoredDraft } from './store'
import { countItems } from './totals'
import { draftWords, openingProblems } from './words'

type Referring = Awaited<ReturnType<ReferringTo<'arrears' | 'prepayment' | 'deposit'>>>[number]
export type Balance = RecordOf<'arrears'> | RecordOf<'prepayment'> | RecordOf<'deposit'>

/**
 * 期初欠费, 预存, 押金 as drafts: listed and counted, nothing posted. The days of arrears count as billed from now on, so that
 * no run bills them again. The same row, from whatever file, is the same draft. Conflicts: no such room or fee item, a
 * live bill of these days, nobody who owes.
 */
export async function planDrafts<B extends Balance>(
  ctx: Context,
  { communityId, importId, looking }: PlanAt,
  records: B[],
): Promise<Planned<B>[]> {
  const ids = records.map(record => draftIdOf(communityId, record))
  const [past, found] = await Promise.all([
    PastOfRooms.of(
      ctx,
      communityId,
      records.map(record => record.roomCode),
      looking,
    ),
    ctx.db.getMany(
      ids.map(id => draftKey(communityId, id)),
      StoredDraft,
    ),
  ])
  const met = new Set<string>()
  const planned = records.map((record, i): { record: B; conflict?: string; draft?: OpeningDraft; cover?: Write[] } => {
    const draftId = ids[i] ?? ''
    if (found[i] || met.has(draftId)) return { record }
    met.add(draftId)
    const made = draftOf(ctx, past, { communityId, importId, looking }, record, draftId)
    if (typeof made === 'string') return { record, conflict: made }
    const { period, feeItemId, object } = made
    const cover =
      record.kind === 'arrears' && period && feeItemId
        ? past.change(object.id, feeItemId, withOpening(past.coverOf(object.id, feeItemId), draftId, period))
        : []
    return { record, draft: made, cover }
  })
  // The write of a room's cover is the first record's, and holds the days of all of them only now.
  return planned.map(({ record, conflict, draft, cover = [] }) => ({
    record,
    writes: draft ? [{ put: draftItem(draft), ifAbsent: true }, ...cover, ...countItems([draft], { draft: 1 })] : [],
    ...(conflict !== undefined && { conflict }),
  }))
}

/** What was confirmed is in the books, and goes out of them by its reversal alone. */
export async function referringToDrafts(
  ctx: Context,
  { communityId, importId }: PlanAt,
  records: Balance[],
): Promise<Referring[]> {
  const keys = records.map(record => draftKey(communityId, draftIdOf(communityId, record)))
  const [gate, found] = await Promise.all([
    ctx.db.get(gateKey(communityId), OpeningGate),
    ctx.db.getMany(keys, StoredDraft),
  ])
  const own = found.filter(draft => draft !== undefined).filter(draft => draft.importId === importId)
  const confirming = gate?.openId !== undefined && own.some(({ state }) => state === 'draft' || state === 'discarded')
  return [
    ...(confirming ? [{ what: openingProblems.confirming }] : []),
    ...own
      .filter(({ state }) => state !== 'draft' && !(confirming && state === 'discarded'))
      .map(draft => ({ what: draftWords(draft), objectType: 'opening', objectId: draft.draftId })),
  ]
}

/** A draft's id says what the row says: rows of equal content are told apart by their ordinal. */
export function draftIdOf(communityId: string, record: Balance): string {
  const { kind, roomCode, amountFen, payerName = '', nth = 0 } = record
  const own =
    kind === 'arrears'
      ? [record.feeItemName, record.period.from, record.period.to]
      : kind === 'prepayment'
        ? [record.feeItemName ?? '']
        : [record.name, record.paidOn ?? '', record.receiptNumber ?? '']
  return derivedId('opening', communityId, kind, roomCode, ...own, amountFen, payerName, nth)
}

/** The draft, or why there is none. */
function draftOf(
  ctx: Context,
  past: PastOfRooms,
  { communityId, importId, looking }: Pick<PlanAt, 'communityId' | 'importId' | 'looking'>,
  record: Balance,
  draftId: string,
): OpeningDraft | string {
  const { roomCode: code, kind, amountFen, payerName } = record
  const known = past.rooms.get(code)
  const feeItemName = kind === 'deposit' ? undefined : record.feeItemName
  const feeItemId = feeItemName === undefined ? undefined : past.feeItems.get(feeItemName)?.feeItemId
  if (!looking && !known?.room) return broughtProblems.room(code)
  if (!looking && kind === 'arrears' && !feeItemId) return broughtProblems.feeItem(record.feeItemName)
  const object = { type: 'room' as const, id: known?.roomId ?? '', code }
  if (kind === 'arrears' && record.period.to < record.period.from) return openingProblems.period(code)
  const billed = kind === 'arrears' && past.billedDays(object.id, feeItemId ?? '', record.period)
  if (kind === 'arrears' && billed) return broughtProblems.billed(code, record.feeItemName, billed)
  const day = kind === 'arrears' ? record.period.to : ctx.today()
  const unknown: Payer = { kind: 'former', personIds: [], name: payerName ?? '' }
  const payer = known?.room ? namedPayer(known.room, past.developer, day, payerName) : unknown
  if (!payer) return openingProblems.payer(code)
  return {
    draftId,
    communityId,
    kind,
    state: 'draft',
    importId,
    object,
    building: known?.building ?? '',
    itemName: kind === 'deposit' ? record.name : (record.feeItemName ?? prepaymentName),
    ...(feeItemId && { feeItemId }),
    ...(kind === 'arrears' && { period: record.period }),
    amountFen,
    payer,
    ...(kind === 'deposit' && record.paidOn && { paidOn: record.paidOn }),
    ...(kind === 'deposit' && record.receiptNumber && { receiptNumber: record.receiptNumber }),
    createdAt: ctx.now(),
  }
}
