import type { InputOf, OutputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { ulid } from '@linli/shared/ids'
import type { deskQrApi } from '@linli/shared/payments/desk-qr-api'
import type { Share } from '@linli/shared/payments/schema'
import { randomBytes } from 'node:crypto'
import { auditItem } from '../audit'
import type { StoredBill } from '../billing/load-bills'
import { holdBillItems } from '../billing/settle-bills'
import { loadCommunity } from '../communities/community'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import { noAccountId } from '../identity/deleted-account'
import { billsAtDesk, freeOfOnlineOrders } from './bills-at-desk'
import { describe } from './create-order'
import { cashierOf } from './desk-order'
import { householdsOf } from './households-of'
import { merchantFor } from './merchant-for'
import { getOrder, orderItem, type StoredOrder } from './store'

type Asked = InputOf<typeof deskQrApi.createDeskQr>
type Chosen = {
  shares: Share[]
  amountFen: number
  held: Parameters<typeof holdBillItems>[3]
  entityId: string
  bills: StoredBill[]
}

/** A page that was closed holds its bills no longer than this and the sweeper's next look. */
const minutesToScan = 10
const firstLookMs = 60_000
/** A code that is about to end is not shown again. */
const worthShowingMs = 60_000
const mostRooms = 10

/**
 * An order whose code the clerk shows: for 1–40 bills of one entity, in full or in part, frozen as any online order. It is
 * nobody's account's: `settle` gives what it brings to the households. Asked again it is the same order and the identical
 * request, so that an answer that was lost costs nothing. Throws as `collect` does, payments.no_merchant,
 * payments.channel_down, payments.channel_refused.
 */
export async function createDeskQr(ctx: Context, asked: Asked): Promise<OutputOf<typeof deskQrApi.createDeskQr>> {
  const order = await deciding(async () => {
    const chosen = await chosenOf(ctx, asked)
    const shown = await shownAlready(ctx, asked, chosen)
    if (shown) return shown
    // After the bills were read: what is closed here changes them, and they are read anew.
    await freeOfOnlineOrders(ctx, asked.communityId, asked.bills, asked.despiteBank)
    return place(ctx, asked, chosen)
  })
  const { orderId, description, amountFen, expiresAt } = order
  const { codeUrl } = await ctx.deps.pay.qr(order.merchantRef, { orderId, description, amountFen, expiresAt })
  return { order, codeUrl, secondsLeft: Math.floor((Date.parse(expiresAt) - ctx.deps.nowMs()) / 1000) }
}

async function chosenOf(ctx: Context, { communityId, bills }: Asked): Promise<Chosen> {
  const found = await billsAtDesk(ctx, communityId, bills, ctx.today())
  const [entityId, other] = [...new Set(found.map(({ bill }) => bill.entityId))]
  if (entityId === undefined || other !== undefined) throw new AppError('payments.mixed_entities')
  const shares = found.map(({ share }) => share)
  const amountFen = sumOf(shares)
  if (amountFen <= 0) throw new AppError('payments.nothing_due')
  if (householdsOf({ shares }).length > mostRooms)
    throw new AppError('request.invalid', { fields: [{ path: 'bills', message: '一次最多收 10 个房屋，请分两次' }] })
  const held = found.map(({ bill }) => ({
    roomId: bill.object.id,
    billId: bill.billId,
    paidFen: bill.paidFen,
    heldBy: bill.payingOrderId,
  }))
  return { shares, amountFen, held, entityId, bills: found.map(({ bill }) => bill) }
}

const sumOf = (shares: Share[]) => shares.reduce((sum, share) => sum + share.principalFen + share.lateFeeFen, 0)

/** This cashier's open order for exactly this. */
async function shownAlready(ctx: Context, asked: Asked, { shares, held }: Chosen): Promise<StoredOrder | undefined> {
  const [orderId, other] = [...new Set(held.map(({ heldBy }) => heldBy))]
  const order = orderId === undefined || other !== undefined ? undefined : await getOrder(ctx, orderId)
  const isSame =
    order?.shownBy?.cashierId === cashierOf(ctx).cashierId &&
    order.state === 'created' &&
    order.channel === asked.channel &&
    order.paidBy === asked.paidBy &&
    Date.parse(order.expiresAt) > ctx.deps.nowMs() + worthShowingMs &&
    asPaid(order.shares) === asPaid(shares)
  return isSame ? order : undefined
}

const asPaid = (shares: Share[]): string =>
  shares
    .map(({ billId, principalFen, lateFeeFen }) => `${billId} ${principalFen} ${lateFeeFen}`)
    .sort()
    .join()

async function place(
  ctx: Context,
  asked: Asked,
  { shares, amountFen, held, entityId, bills }: Chosen,
): Promise<StoredOrder> {
  const { communityId, channel, paidBy } = asked
  const shownBy = cashierOf(ctx)
  const community = await loadCommunity(ctx, communityId)
  const entity = community.entities.find(candidate => candidate.entityId === entityId)
  if (!entity) throw new AppError('record.not_found')
  const { ref, mchid, appid } = merchantFor(ctx.deps.env, entity, channel, bills)
  const nowMs = ctx.deps.nowMs()
  const order = {
    orderId: communityId + ulid(nowMs, randomBytes(10)),
    communityId,
    communityName: community.name,
    companyId: community.companyId,
    entityId,
    entityName: entity.name,
    entityUscc: entity.uscc,
    merchantRef: ref,
    mchid,
    appid,
    channel,
    accountId: noAccountId,
    paidBy,
    shownBy,
    description: describe(community.name, shares),
    state: 'created' as const,
    amountFen,
    shares,
    createdAt: ctx.now(),
    expiresAt: new Date(Math.floor(nowMs / 1000) * 1000 + minutesToScan * 60_000).toISOString(),
  }
  const item = orderItem(order, new Date(nowMs + firstLookMs).toISOString())
  const audit = auditItem(ctx, {
    communityId,
    action: 'payments.create_order',
    objectType: 'order',
    objectId: order.orderId,
    summary: `前台收款码 ${amountFen} 分，${shares.length} 张账单`,
  })
  await reaching(ctx, String(item.gs3pk)).db.transact(
    [{ put: item, ifAbsent: true }, ...holdBillItems(communityId, order.orderId, order.expiresAt, held), audit],
    { pk: audit.put.pk, sk: audit.put.sk },
  )
  return { ...order, pk: item.pk, sk: item.sk }
}
