import type { Community } from '@linli/shared/communities/schema'
import { ulid } from '@linli/shared/ids'
import type { Deduction } from '@linli/shared/payments/deduction'
import { wholeDue } from '@linli/shared/payments/part-payment'
import type { JournalLine, Share } from '@linli/shared/payments/schema'
import { randomBytes } from 'node:crypto'
import { auditItem } from '../audit'
import type { StoredBill } from '../billing/load-bills'
import { settleBillItems } from '../billing/settle-bills'
import type { viewBill } from '../billing/view-bill'
import type { Context } from '../context'
import type { Key } from '../db'
import type { Write } from '../db-write'
import { noAccountId } from '../identity/deleted-account'
import { partShareOf, shareOf } from './shares'
import { soleWorker } from './deduction-lease'
import { type PayersLot, takeFromLot } from './desk-lots'
import type { NewOrder } from './desk-order'
import { paidOrderWrites } from './desk-writes'
import { shareLines } from './settlement-writes'

type Viewed = ReturnType<typeof viewBill<StoredBill>>

/**
 * One deduction as one transaction: an order of the channel 预存款抵扣 with its receipt, the bills, what each lot gives, the
 * posting, and that this worker is the only one.
 */
export function deductionWrites(
  ctx: Context,
  community: Community,
  deduction: Deduction<Viewed>,
  { lots, lease }: { lots: PayersLot[]; lease: string },
): { writes: Write[]; marker: Key } {
  const order = deductionOrder(ctx, community, deduction)
  const used = lots.flatMap(lot => {
    const amountFen = deduction.uses.find(({ lotId }) => lotId === lot.lotId)?.amountFen
    return amountFen ? [{ lot, amountFen }] : []
  })
  // One that somebody has begun to pay online since then is left alone.
  const asRead = new Map(deduction.payments.map(({ bill }) => [bill.billId, bill]))
  const lines: JournalLine[] = [
    ...used.map(({ lot, amountFen }) => ({ account: 'prepayment' as const, amountFen, objectId: lot.object.id })),
    ...order.shares.flatMap(shareLines),
  ]
  const audit = auditItem(ctx, {
    communityId: community.communityId,
    action: 'payments.deduct',
    objectType: 'order',
    objectId: order.orderId,
    summary: `预存款抵扣 ${order.amountFen} 分，${order.shares.length} 张账单`,
  })
  return {
    writes: [
      ...paidOrderWrites(ctx, order, lines, 'settlement'),
      ...settleBillItems(ctx, community.communityId, order.orderId, order.shares, order.paidAt, asRead),
      ...used.map(({ lot, amountFen }) => takeFromLot(ctx, lot, { kind: 'used', amountFen, sourceId: order.orderId })),
      soleWorker(community.communityId, lease),
      audit,
    ],
    marker: audit.put,
  }
}

/** The order that such a payment is, of the channel 预存款抵扣: nobody's, or of the account that asked for it. */
export function deductionOrder(
  ctx: Context,
  community: Community,
  { entityId, payments }: Pick<Deduction<Viewed>, 'entityId' | 'payments'>,
  accountId = noAccountId,
): NewOrder {
  const { communityId, companyId, name, entities } = community
  const entity = entities.find(each => each.entityId === entityId)
  if (!entity) throw new Error('a bill of an entity that is none')
  const shares: Share[] = payments.map(({ bill, principalFen, lateFeeFen }) => {
    const isWhole = principalFen + lateFeeFen === wholeDue(bill)
    return isWhole ? shareOf(bill, ctx.today()) : partShareOf(bill, { principalFen, lateFeeFen })
  })
  const amountFen = shares.reduce((sum, share) => sum + share.principalFen + share.lateFeeFen, 0)
  const orderId = communityId + ulid(ctx.deps.nowMs(), randomBytes(10))
  return {
    orderId,
    communityId,
    communityName: name,
    companyId,
    entityId,
    entityName: entity.name,
    entityUscc: entity.uscc,
    merchantRef: 'prepayment',
    mchid: '',
    appid: '',
    channel: 'prepayment',
    accountId,
    paidBy: shares[0]?.payer.name ?? '',
    description: '',
    state: 'paid',
    shares,
    amountFen,
    paidFen: amountFen,
    transactionId: orderId,
    createdAt: ctx.now(),
    expiresAt: ctx.now(),
    paidAt: ctx.now(),
  }
}
