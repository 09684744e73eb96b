import { ulid } from '@linli/shared/ids'
import type { Share } from '@linli/shared/payments/schema'
import { addDays, instantAt } from '@linli/shared/time'
import { randomBytes } from 'node:crypto'
import { loadBills } from '../billing/load-bills'
import { holdBillItems } from '../billing/settle-bills'
import { loadCommunity } from '../communities/community'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import { noAccountId } from '../identity/deleted-account'
import { heldWrite, leaveBatch } from './bank-lease'
import { stepOf } from './bank-step'
import { linesKey, type StoredBatch, StoredLine } from './bank-store'
import { bankWords } from './bank-words'
import { shareOf } from './shares'
import { paidOrderItem, type StoredOrder } from './store'
import { writeDebitFile } from './write-debit-file'

const perPage = 100
/** How long a hold says that it lasts: banks answer within days, and whoever closes the batch ends it. */
const holdDays = 30

/** Makes an order of each planned line, which holds its bills; then the file. Goes on where an earlier worker stopped. */
export async function sendBankLines(ctx: Context, batch: StoredBatch): Promise<void> {
  const community = await loadCommunity(ctx, batch.communityId)
  let cursor: string | undefined
  do {
    const page = await ctx.db.query({ pk: linesKey(batch), schema: StoredLine, limit: perPage, cursor })
    for (const line of page.items) if (line.state === 'planned') await sendLine(ctx, batch, line, community)
    cursor = page.cursor
  } while (cursor !== undefined)
  await writeDebitFile(ctx, batch)
  await leaveBatch(ctx, batch, { state: 'sent', sentAt: ctx.now() })
}

type Place = Awaited<ReturnType<typeof loadCommunity>>

async function sendLine(ctx: Context, batch: StoredBatch, line: StoredLine, community: Place): Promise<void> {
  const asked = line.billIds.map(billId => ({ roomId: line.roomId, billId }))
  const bills = (await loadBills(ctx, batch.communityId, asked)).flatMap(bill => bill ?? [])
  const isOpen = bills.every(
    bill => (bill.state === 'published' || bill.state === 'part_paid') && !bill.payingOrderId && !bill.dispute,
  )
  const shares = isOpen ? bills.map(bill => shareOf(bill, batch.on)) : []
  const amountFen = shares.reduce((sum, share) => sum + share.principalFen + share.lateFeeFen, 0)
  if (amountFen !== line.amountFen) return leaveOut(ctx, batch, line)
  const order = orderOf(ctx, batch, line, { community, shares })
  const held = bills.map(bill => ({
    roomId: line.roomId,
    billId: bill.billId,
    paidFen: bill.paidFen,
    heldBy: undefined,
  }))
  const step = stepOf(ctx, batch, line, { state: 'sent', orderId: order.orderId })
  try {
    await ctx.db.transact(
      [
        { put: paidOrderItem(order), ifAbsent: true },
        ...holdBillItems(batch.communityId, order.orderId, order.expiresAt, held),
        ...step.writes,
        heldWrite(ctx, batch, { add: step.counted }),
      ],
      step.marker,
    )
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
    await leaveOut(ctx, batch, line)
  }
}

/** Somebody paid, voided or disputed one of its bills since it was looked at. */
async function leaveOut(ctx: Context, batch: StoredBatch, line: StoredLine): Promise<void> {
  const step = stepOf(ctx, batch, line, { state: 'left_out', reason: bankWords.changed })
  await ctx.db.transact([...step.writes, heldWrite(ctx, batch, { add: step.counted })], step.marker)
}

function orderOf(
  ctx: Context,
  batch: StoredBatch,
  line: StoredLine,
  { community, shares }: { community: Place; shares: Share[] },
): Omit<StoredOrder, 'pk' | 'sk'> {
  const { communityId, batchId, entityId } = batch
  const entity = community.entities.find(candidate => candidate.entityId === entityId)
  return {
    orderId: communityId + ulid(ctx.deps.nowMs(), randomBytes(10)),
    communityId,
    communityName: community.name,
    companyId: community.companyId,
    entityId,
    entityName: entity?.name ?? '',
    entityUscc: entity?.uscc ?? '',
    merchantRef: `bank-${batchId}`,
    mchid: '',
    appid: '',
    channel: 'bank_batch',
    accountId: noAccountId,
    paidBy: line.accountName ?? '',
    description: '',
    state: 'created',
    amountFen: line.amountFen,
    shares,
    bank: { batchId, line: line.line },
    createdAt: ctx.now(),
    expiresAt: instantAt(addDays(batch.on, holdDays), '00:00'),
  }
}
