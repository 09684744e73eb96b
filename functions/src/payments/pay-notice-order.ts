import { AppError } from '@linli/shared/errors'
import { ulid } from '@linli/shared/ids'
import { sumFen } from '@linli/shared/money'
import { randomBytes } from 'node:crypto'
import { auditItem } from '../audit'
import { holdBillItems } from '../billing/settle-bills'
import type { StoredBill } from '../billing/load-bills'
import { type Context, reaching } from '../context'
import { ConditionFailed } from '../db'
import { noAccountId } from '../identity/deleted-account'
import { closeOrder } from './close-order'
import { describe } from './create-order'
import { merchantFor } from './merchant-for'
import { billsOfNotice } from './pay-notice-bills'
import type { StoredPayNotice } from './pay-notice-store'
import { payPageWords as words } from './pay-page-words'
import { sharesOf } from './shares'
import { getOrder, orderItem, type StoredOrder } from './store'

const minutesToPay = 15
const firstLookMs = 60_000

/**
 * An order for what is still due of a paper to one entity, by whoever holds the paper: it is nobody's account's, and
 * `settle` gives what it brings to the household. The same bills get the same open order; any other that holds one of them
 * is closed at its channel first. Throws payments.nothing_due, payments.no_merchant, payments.bill_busy.
 */
export async function noticeOrder(ctx: Context, notice: StoredPayNotice, entityId: string): Promise<StoredOrder> {
  for (let tries = 0; tries < 4; tries++) {
    const { parts, due, community } = await billsOfNotice(ctx, notice)
    const part = parts.find(each => each.entityId === entityId)
    const ids = new Set(part?.bills.map(({ billId }) => billId))
    const bills = due.filter(({ billId }) => ids.has(billId))
    if (bills.length === 0) throw new AppError('payments.nothing_due')
    const open = await openOrder(ctx, notice, bills)
    if (open) return open
    try {
      return await place(ctx, notice, community, bills)
    } catch (error) {
      // Somebody held, settled or voided one of them meanwhile: look again.
      if (!(error instanceof ConditionFailed)) throw error
    }
  }
  throw new AppError('payments.bill_busy')
}

/** The paper's own open order for exactly these; others are closed, or settled if they prove paid. */
async function openOrder(ctx: Context, notice: StoredPayNotice, bills: StoredBill[]): Promise<StoredOrder | undefined> {
  for (const orderId of new Set(bills.flatMap(({ payingOrderId }) => payingOrderId ?? []))) {
    const order = await getOrder(ctx, orderId)
    if (!order || order.state === 'closed' || order.state === 'paid') continue
    const isSame =
      order.noticeId === notice.noticeId &&
      order.shares.length === bills.length &&
      bills.every(({ billId }) => order.shares.some(share => share.billId === billId))
    if (isSame && order.expiresAt > ctx.now()) return order
    if ((await closeOrder(ctx, orderId)).state === 'paid') throw new AppError('payments.nothing_due')
  }
  return undefined
}

type Community = Awaited<ReturnType<typeof billsOfNotice>>['community']

async function place(
  ctx: Context,
  { communityId, noticeId }: StoredPayNotice,
  community: Community,
  bills: StoredBill[],
): Promise<StoredOrder> {
  const entity = community.entities.find(({ entityId }) => entityId === bills[0]?.entityId)
  if (!entity) throw new AppError('record.not_found')
  const { ref, mchid, appid } = merchantFor(ctx.deps.env, entity, 'alipay', bills)
  const shares = sharesOf(bills, ctx.today())
  const nowMs = ctx.deps.nowMs()
  const order = {
    orderId: communityId + ulid(nowMs, randomBytes(10)),
    communityId,
    communityName: community.name,
    companyId: community.companyId,
    entityId: entity.entityId,
    entityName: entity.name,
    entityUscc: entity.uscc,
    merchantRef: ref,
    mchid,
    appid,
    channel: 'alipay' as const,
    accountId: noAccountId,
    paidBy: bills[0]?.payer.name ?? '',
    shownBy: { cashierId: noAccountId, cashierName: words.shownBy },
    noticeId,
    description: describe(community.name, bills),
    state: 'created' as const,
    amountFen: sumFen(shares.map(({ principalFen, lateFeeFen }) => principalFen + lateFeeFen)),
    shares,
    createdAt: ctx.now(),
    expiresAt: new Date(Math.floor(nowMs / 1000) * 1000 + minutesToPay * 60_000).toISOString(),
  }
  if (order.amountFen <= 0) throw new AppError('payments.nothing_due')
  const item = orderItem(order, new Date(nowMs + firstLookMs).toISOString())
  const audit = auditItem(ctx, {
    communityId,
    action: 'payments.create_order',
    objectType: 'order',
    objectId: order.orderId,
    summary: `${words.shownBy}上的码：${bills.length} 张账单，${order.amountFen} 分`,
  })
  const held = bills.map(bill => ({
    roomId: bill.object.id,
    billId: bill.billId,
    paidFen: bill.paidFen,
    heldBy: bill.payingOrderId,
  }))
  await reaching(ctx, String(item.gs3pk)).db.transact(
    [{ put: item, ifAbsent: true }, ...holdBillItems(communityId, order.orderId, order.expiresAt, held), audit],
    { pk: audit.put.pk, sk: audit.put.sk },
  )
  return { ...order, pk: item.pk, sk: item.sk }
}
