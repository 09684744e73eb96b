import type { BulkItem } from '@linli/shared/billing/bulk-schema'
import type { Bill } from '@linli/shared/billing/schema'
import { AppError } from '@linli/shared/errors'
import { loadCommunity } from '../communities/community'
import { loadRoom } from '../communities/rooms'
import type { Context } from '../context'
import { queryAll } from '../query-all'
import { derivedId } from '../secrets'
import { type ChosenRoom, chosenRooms } from './bulk-rooms'
import type { Becomes, BulkKind, TaskOf } from './bulk-kinds'
import { reissueProblem, totalOf } from './bulk-reissue'
import { Cover, coverKey, coverName, coverWithTerms, uncovering } from './cover'
import { loadFeeItem, loadFeeItems, type StoredFeeItem } from './fee-item-store'
import { nextTerms, payerOnDay } from './next-payers'
import type { Developer } from './payer-spans'
import { reissuedBills } from './reissue'
import { changeRoomTerms, withTerms } from './set-room-terms'
import { loadBill, openBillsKey, StoredBill } from './store'
import { voidBillWith } from './void-bill'
import { bulkProblems } from './words'

type Task = TaskOf<'payers'>

/**
 * 批量改缴费人: what each room and fee item agreed about who pays, from a day on; then the bills of those days on which nothing
 * was paid are void and issued to the new payer. The agreement of a room comes before its bills; a bill that would not come out
 * as previewed is refused.
 */
export const payersKind: BulkKind<Task> = {
  async *items(ctx, communityId, task) {
    const [items, { developer }] = await Promise.all([
      loadFeeItems(ctx, communityId, [...new Set(task.feeItemIds)]),
      loadCommunity(ctx, communityId),
    ])
    const known = items.flatMap(item => item ?? [])
    for await (const { rooms, missing } of chosenRooms(ctx, communityId, task)) {
      const found = await Promise.all(rooms.map(each => itemsOf(ctx, { communityId, task, developer }, known, each)))
      yield [...missing.map(code => missingRoom(communityId, code)), ...found.flat()]
    }
  },
  async preview(ctx, communityId, task, { itemId, roomId, feeItemId = '', period }) {
    if (roomId === undefined) throw new AppError('record.not_found', { message: bulkProblems.noSuchRoom })
    const [room, item, { developer }, [cover]] = await Promise.all([
      loadRoom(ctx, communityId, roomId),
      loadFeeItem(ctx, communityId, feeItemId),
      loadCommunity(ctx, communityId),
      ctx.db.getMany([coverKey(communityId, roomId)], Cover),
    ])
    const of = { room, item, developer, terms: cover?.items[feeItemId]?.terms }
    if (!period) {
      const terms = nextTerms(of, task.payer, task.from)
      return { after: 0, payerAfter: payerOnDay(room, developer, terms, task.from) }
    }
    const bill = await loadBill(ctx, communityId, roomId, itemId)
    const problem = reissueProblem(bill)
    if (problem) throw new AppError('billing.cannot_void', { message: problem })
    const name = coverName(bill)
    const items = withTerms(cover, feeItemId, agreed(of, task))
    const free = { ...items, [name]: uncovering(items[name], bill) }
    return becomes(bill, await reissuedBills(ctx, bill, coverWithTerms(free, bill)))
  },
  async apply(ctx, { communityId, task, item, written }) {
    const { roomId = '', feeItemId = '' } = item
    if (item.problem !== undefined) throw new AppError('request.invalid', { message: item.problem })
    if (item.period) {
      const at = { communityId, roomId, billId: item.itemId }
      const bill = await loadBill(ctx, communityId, roomId, item.itemId)
      await voidBillWith(ctx, { ...at, reason: task.reason, reissue: true }, reissued => {
        const { after, payerAfter } = becomes(bill, reissued)
        if (after !== item.after || payerAfter !== item.payerAfter) throw otherResult()
        return written(after)
      })
      return
    }
    const change = (of: Parameters<typeof nextTerms>[0]) => {
      const terms = nextTerms(of, task.payer, task.from)
      const on = (agreement: typeof terms) => payerOnDay(of.room, of.developer, agreement, task.from)
      if (on(of.terms) !== item.payerBefore || on(terms) !== item.payerAfter) throw otherResult()
      return terms
    }
    await changeRoomTerms(ctx, { communityId, roomId, feeItemId }, change, { further: written(0), technical: true })
  },
}

type At = { communityId: string; task: Task; developer: Developer }

/** What a room agreed for each fee item, and the bills of those days that wait for money. */
async function itemsOf(
  ctx: Context,
  { communityId, task, developer }: At,
  feeItems: StoredFeeItem[],
  { room, cover }: ChosenRoom,
): Promise<BulkItem[]> {
  const { roomId, code } = room
  const now = ({ feeItemId }: StoredFeeItem) => payerOnDay(room, developer, cover?.items[feeItemId]?.terms, task.from)
  const meant = feeItems.filter(item => task.payerNow === undefined || now(item) === task.payerNow)
  const agreements = meant.map(item => ({
    itemId: derivedId('terms', communityId, roomId, item.feeItemId),
    feeItemId: item.feeItemId,
    roomId,
    code,
    name: item.name,
    before: 0,
    payerBefore: now(item),
  }))
  if (!task.reissue || meant.length === 0) return agreements
  const open = await queryAll(
    ctx.db,
    { index: 'gs1', pk: openBillsKey(communityId, roomId), schema: StoredBill },
    mostOpen,
  )
  const bills = open
    .filter(bill => meant.some(({ feeItemId }) => feeItemId === bill.feeItemId) && bill.period.to >= task.from)
    .filter(({ charged }) => charged === undefined || charged.type === 'meter')
  return [...agreements, ...bills.map(itemOfBill)]
}
const mostOpen = 1_000

const itemOfBill = ({ billId, feeItemId, object, feeItemName, period, amountFen, payer }: Bill): BulkItem => ({
  itemId: billId,
  feeItemId,
  roomId: object.id,
  code: object.code,
  name: feeItemName,
  period,
  before: amountFen,
  payerBefore: payer.name,
})

const missingRoom = (communityId: string, code: string): BulkItem => ({
  itemId: derivedId('no room', communityId, code),
  code,
  name: '',
  before: 0,
})

/** The terms that its bills are issued by: where the agreement stays as it is, its bills may still be of somebody else. */
function agreed(of: Parameters<typeof nextTerms>[0], { payer, from }: Task) {
  try {
    return nextTerms(of, payer, from)
  } catch (error) {
    if (error instanceof AppError && error.message === bulkProblems.samePayer) return of.terms
    throw error
  }
}

/** What a bill becomes, and who pays it. Throws where nobody else does. */
function becomes(bill: Bill, reissued: Bill[]): Required<Becomes> {
  if (
    reissued.length > 0 &&
    reissued.every(({ payer }) => payer.name === bill.payer.name && payer.kind === bill.payer.kind)
  )
    throw new AppError('billing.cannot_void', { message: bulkProblems.samePayer })
  const names = [...new Set(reissued.map(({ payer }) => payer.name))]
  return { after: totalOf(reissued), payerAfter: names.join('、') }
}

const otherResult = () => new AppError('record.changed', { message: bulkProblems.otherResult })
