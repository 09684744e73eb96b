import { daysOfCashierKey, fenField, tillDayKey, tillEntriesKey } from '@linli/functions/finance/store'
import { postedIndex, sealedKey } from '@linli/functions/payments/store'
import { derivedId } from '@linli/functions/secrets'
import type { Bill } from '@linli/shared/billing/schema'

const date = '2026-11-05'
const at = `${date}T02:00:00.000Z`
const cashiers = 10

/** Who signs in as the office, and stands at its counter. */
export const cashierOf = (communityId: string) => derivedId('staff', communityId)

/** The n-th order as the books have it: its sealed posting, and a movement of the cashier's day. */
export function* bookedOrder(
  communityId: string,
  n: number,
  { orderId, serial, bill }: { orderId: string; serial: string; bill: Bill },
): Generator<Record<string, unknown>> {
  const postingId = derivedId('posting', orderId)
  const { feeItemId, billId, object, amountFen } = bill
  yield {
    pk: `C#${communityId}#journal#2026-11`,
    sk: postingId,
    postingId,
    communityId,
    kind: 'settlement',
    at,
    valueDate: date,
    postingDate: date,
    sourceId: orderId,
    orderId,
    receiptSerial: serial,
    seq: n + 1,
    previousHash: '',
    hash: '0'.repeat(64),
    lines: [
      { account: 'channel_cash', amountFen, channel: 'cash' },
      { account: 'receivable', amountFen: -amountFen, feeItemId, billId, objectId: object.id, month: '2026-11' },
    ],
    gs1pk: sealedKey(communityId),
    gs1sk: String(n + 1).padStart(12, '0'),
    ...postedIndex(communityId, date, n + 1),
  }
  yield {
    pk: tillEntriesKey(communityId, cashierOf(communityId)),
    sk: `${date}#${at}#collected-${orderId}`,
    entryId: `collected-${orderId}`,
    sourceId: orderId,
    date,
    move: 'collected',
    channel: 'cash',
    amountFen,
    valueDate: date,
    at,
    rooms: object.code,
    orderId,
  }
}

/** Ten cashiers' days; only their number, not a community's size, makes the list longer. */
export const booksItems = (communityId: string) =>
  Array.from({ length: cashiers }, (_, i) => {
    const cashierId = i === 0 ? cashierOf(communityId) : derivedId('cashier', communityId, i)
    return {
      ...tillDayKey(communityId, cashierId, date),
      communityId,
      cashierId,
      cashierName: '王经理',
      date,
      movements: 1,
      [fenField('cash', 'collected')]: 20_585,
      count_cash: 1,
      gs1pk: daysOfCashierKey(communityId, cashierId),
      gs1sk: date,
    }
  })
