import { canSeeBill } from '@linli/shared/billing/visibility'
import { AppError } from '@linli/shared/errors'
import { ulid } from '@linli/shared/ids'
import type { OnlineChannel, Prepared } from '@linli/shared/payments/schema'
import { formatMonth } from '@linli/shared/time'
import { randomBytes } from 'node:crypto'
import { billHomeOf } from '../access'
import { auditItem } from '../audit'
import { holdBillItems } from '../billing/settle-bills'
import { loadBills, type StoredBill } from '../billing/load-bills'
import { loadCommunity } from '../communities/community'
import { type Context, reaching } from '../context'
import { ConditionFailed } from '../db'
import type { Write } from '../db-write'
import { accountActor, type AccountActor, payerOfAccount } from '../identity/account'
import { closeOrder } from './close-order'
import { merchantFor } from './merchant-for'
import { sharesOf } from './shares'
import { getOrder, orderItem, type StoredOrder } from './store'

type Asked = { roomId: string; billId: string }
export type Created = Prepared & { order: StoredOrder }

const words = { otherApp: '请在您登录的应用里付款' }
const minutesToPay = 15
const firstLookMs = 60_000

/**
 * Makes one order for 1–40 bills of one community and one collecting entity, and its prepay at the channel.
 * The same payer and the same bills get the same open order; any other open order on these bills is closed at the channel
 * first, and settled instead if it proves paid. Principal and late fee are frozen: paying after midnight changes nothing.
 * Throws payments.nothing_due, payments.mixed_entities, payments.no_merchant, payments.bill_busy, payments.channel_down.
 */
export async function createOrder(
  ctx: Context,
  input: { communityId: string; bills: Asked[]; channel?: OnlineChannel },
): Promise<Created> {
  const actor = accountActor(ctx)
  const asked = [...new Map(input.bills.map(bill => [bill.billId, bill])).values()]
  return orderOf(ctx, actor, input, async () => ({
    bills: await visibleBills(ctx, actor, input.communityId, asked),
  }))
}

/** What an order is to pay; of a card (代缴) with the write that holds the order to it, and who says to be paying. */
type Chosen = { bills: StoredBill[]; link?: { linkId: string; paidBy?: string | undefined; holding: Write } }

/** The same for bills that were chosen otherwise: `choose` decides anew whenever somebody was faster. */
export async function orderOf(
  ctx: Context,
  actor: AccountActor,
  at: { communityId: string; channel?: OnlineChannel },
  choose: () => Promise<Chosen>,
): Promise<Created> {
  const channel = at.channel ?? 'wechat'
  for (let tries = 0; tries < 4; tries++) {
    const chosen = await choose()
    const payable = await payableOf(ctx, actor, at.communityId, channel, chosen)
    const again = await reopened(ctx, actor, chosen.bills)
    if (again) return await prepaid(ctx, again, payable)
    try {
      return await prepaid(ctx, await place(ctx, actor, payable, chosen), payable)
    } catch (error) {
      // Somebody held, settled or voided one of them meanwhile: look again.
      if (!(error instanceof ConditionFailed)) throw error
    }
  }
  throw new AppError('payments.bill_busy')
}

async function visibleBills(
  ctx: Context,
  actor: AccountActor,
  communityId: string,
  asked: Asked[],
): Promise<StoredBill[]> {
  const homes = asked.map(({ roomId }) => billHomeOf(actor, { communityId, roomId }, ctx.today()))
  if (homes.some(home => home === undefined)) throw new AppError('record.not_found')
  const found = await loadBills(ctx, communityId, asked)
  return found.map((bill, i) => {
    const home = homes[i]
    if (!bill || !home || !canSeeBill(home, bill)) throw new AppError('record.not_found')
    if (bill.state === 'paid' || bill.state === 'void') throw new AppError('payments.nothing_due')
    return bill
  })
}

/** By whom and to whom it can be paid on this channel: known before anybody else's order is closed for it. */
async function payableOf(
  ctx: Context,
  actor: AccountActor,
  communityId: string,
  channel: OnlineChannel,
  { bills, link }: Chosen,
) {
  const [community, payer] = await Promise.all([
    loadCommunity(ctx, communityId),
    payerOfAccount(ctx, actor, link?.paidBy),
  ])
  if (payer.channel !== channel)
    throw new AppError('request.invalid', { fields: [{ path: 'channel', message: words.otherApp }] })
  const entity = community.entities.find(candidate => candidate.entityId === bills[0]?.entityId)
  if (!entity) throw new AppError('record.not_found')
  if (bills.some(bill => bill.entityId !== entity.entityId)) throw new AppError('payments.mixed_entities')
  return { community, payer, entity, channel, receiver: merchantFor(ctx.deps.env, entity, channel, bills) }
}
type Payable = Awaited<ReturnType<typeof payableOf>>

/** The account's own open order for exactly these bills; other orders that hold one of them are closed. */
async function reopened(ctx: Context, actor: AccountActor, bills: StoredBill[]): Promise<StoredOrder | undefined> {
  const holders = [...new Set(bills.map(bill => bill.payingOrderId).filter(id => id !== undefined))]
  for (const orderId of holders) {
    const order = await getOrder(ctx, orderId)
    if (!order || order.state === 'closed' || order.state === 'paid') continue
    const same =
      order.accountId === actor.accountId &&
      order.shares.length === bills.length &&
      bills.every(bill => order.shares.some(share => share.billId === bill.billId))
    if (same && order.expiresAt > ctx.now()) return order
    const ended = await closeOrder(ctx, orderId)
    if (ended.state === 'paid') throw new AppError('payments.nothing_due')
  }
  return undefined
}

async function place(
  ctx: Context,
  actor: AccountActor,
  { community, payer, entity, channel, receiver }: Payable,
  { bills, link }: Chosen,
): Promise<StoredOrder> {
  const { communityId } = community
  const { ref, mchid, appid } = receiver
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
    channel,
    accountId: actor.accountId,
    paidBy: payer.name,
    ...(link && { linkId: link.linkId, byLink: link.paidBy === undefined ? {} : { name: link.paidBy } }),
    description: describe(community.name, bills),
    state: 'created' as const,
    amountFen: shares.reduce((sum, share) => sum + share.principalFen + share.lateFeeFen, 0),
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
    summary: `${bills.length} 张账单，${order.amountFen} 分`,
  })
  const held = bills.map(bill => ({
    roomId: bill.object.id,
    billId: bill.billId,
    paidFen: bill.paidFen,
    heldBy: bill.payingOrderId,
  }))
  await reaching(ctx, String(item.gs3pk)).db.transact(
    [
      { put: item, ifAbsent: true },
      ...holdBillItems(communityId, order.orderId, order.expiresAt, held),
      ...(link ? [link.holding] : []),
      audit,
    ],
    { pk: audit.put.pk, sk: audit.put.sk },
  )
  return { ...order, pk: item.pk, sk: item.sk }
}

/**
 * Asks the channel for the prepay; repeating the identical request gives the same order's. One that the channel has ended,
 * paid and not told or closed, ends here too: it is settled, or its bills are free.
 */
async function prepaid(ctx: Context, order: StoredOrder, { payer }: Payable): Promise<Created> {
  try {
    const prepared = await ctx.deps.pay.prepay(order.merchantRef, {
      orderId: order.orderId,
      description: order.description,
      amountFen: order.amountFen,
      openid: payer.openid,
      expiresAt: order.expiresAt,
    })
    return { order, ...prepared }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'payments.order_closed') throw error
    const ended = await closeOrder(ctx, order.orderId)
    throw ended.state === 'paid' ? new AppError('payments.nothing_due') : error
  }
}

/** What the payer reads in WeChat or Alipay; at most 127 bytes by WeChat's rule. */
export function describe(communityName: string, bills: Pick<StoredBill, 'feeItemName' | 'period'>[]): string {
  const [first] = bills
  const what = first ? `${first.feeItemName} ${formatMonth(first.period.from)}` : ''
  const text = `${communityName} ${what}${bills.length > 1 ? ` 等 ${bills.length} 笔` : ''}`
  return [...text].slice(0, 40).join('')
}
