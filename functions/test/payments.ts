import type { Bill } from '@linli/shared/billing/schema'
import type { Room } from '@linli/shared/communities/schema'
import { ulid } from '@linli/shared/ids'
import type { OnlineChannel } from '@linli/shared/payments/schema'
import { beijingDate } from '@linli/shared/time'
import { randomBytes } from 'node:crypto'
import type { Hono } from 'hono'
import { type GatewayMerchant, makeMerchant } from '../../infra/local/wechat/merchant'
import { paidTransaction, type SignedNotice, signedNotice } from '../../infra/local/wechat/notice'
import { billItem } from '../src/billing/store'
import { holdBillItems } from '../src/billing/settle-bills'
import { auditItem } from '../src/audit'
import { communityContext, makeContext } from '../src/context'
import { shareOf } from '../src/payments/shares'
import { getOrder, orderItem, type StoredOrder } from '../src/payments/store'
import { testDeps, type TestDeps } from './context'
import type { Place } from './make'

/** Two merchants with real keys, as an operator with two communities would have. */
export async function merchantDeps(
  options: Parameters<typeof testDeps>[0] = {},
): Promise<{ deps: TestDeps; merchant: GatewayMerchant; other: GatewayMerchant }> {
  const at = { appid: 'wx1234567890abcdef', callbackBase: 'http://127.0.0.1:1' }
  const [merchant, other] = await Promise.all([
    makeMerchant({ ref: 'linli', ...at }),
    makeMerchant({ ref: 'other', ...at }),
  ])
  const deps = testDeps({
    ...options,
    env: {
      LINLI_WECHATPAY_MERCHANTS: JSON.stringify([merchant.config, other.config]),
      LINLI_WECHATPAY_BASE: 'http://127.0.0.1:1',
      ...options.env,
    },
  })
  return { deps, merchant, other }
}

export type BillWish = Partial<
  Pick<Bill, 'object' | 'amountFen' | 'dueDate' | 'period' | 'lateFee' | 'onTime' | 'feeItemId' | 'payer'>
>

/** A published bill of 205.85 元 under a household, whose payer has a name alone. */
export const billOf = (place: Place, object: Bill['object']): Bill => ({
  billId: place.deps.newId(),
  communityId: place.communityId,
  object,
  feeItemId: place.deps.newId(),
  feeItemName: '物业费',
  nature: 'own_revenue',
  entityId: place.community.entities[0]?.entityId ?? '',
  period: { from: '2026-11-01', to: '2026-11-30' },
  rev: 0,
  payer: { kind: 'owners', personIds: [], name: '业主' },
  lines: [],
  amountFen: 20_585,
  dueDate: '2026-11-28',
  lateFee: null,
  state: 'published',
  paidFen: 0,
  lateFeePaidFen: 0,
  publishedAt: new Date(place.deps.nowMs()).toISOString(),
  runId: place.deps.newId(),
})

/** A published bill of the room, written as publication does. */
export async function makeBill(
  place: Place,
  room: Pick<Room, 'roomId' | 'code' | 'occupancies'>,
  wish: BillWish = {},
): Promise<Bill> {
  const ctx = communityContext(place.deps, place.communityId)
  const owners = room.occupancies.filter(({ role }) => role === 'owner')
  const bill: Bill = {
    ...billOf(place, { type: 'room', id: room.roomId, code: room.code }),
    payer: {
      kind: 'owners',
      personIds: owners.map(({ personId }) => personId),
      name: owners.map(({ personName }) => personName).join('、') || '业主',
    },
    ...wish,
  }
  const audit = auditItem(ctx, {
    communityId: place.communityId,
    action: 'billing.publish_bills',
    objectType: 'bill',
    objectId: bill.billId,
    summary: '',
  })
  await ctx.db.transact([{ put: billItem(bill, 0), ifAbsent: true }, audit], audit.put)
  return bill
}

/** The same of what somebody holds under no room. */
export const makeHeldBill = (place: Place, id: string, name: string, wish: BillWish = {}): Promise<Bill> => {
  const payer = { kind: 'holder' as const, personIds: [id], name }
  const under = { roomId: id, code: name, occupancies: [] }
  return makeBill(place, under, { object: { type: 'holder', id, code: name }, payer, ...wish })
}

/** Who receives an order's money, as its channel numbers them. */
type Receiver = {
  config: { ref: string; mchid: string; appid: string; sub?: { mchid: string; appid?: string | undefined } | undefined }
  channel?: OnlineChannel
}

/** An open order on these bills, held as `createOrder` holds them, without a channel; `free` holds none (a rival's order). */
export async function makeOrder(
  place: Place,
  bills: Bill[],
  { config, channel = 'wechat' }: Receiver,
  accountId = place.deps.newId(),
  free = false,
): Promise<StoredOrder> {
  const nowMs = place.deps.nowMs()
  const orderId = place.communityId + ulid(nowMs, randomBytes(10))
  const shares = bills.map(bill => shareOf(bill, beijingDate(new Date(nowMs).toISOString())))
  const expiresAt = new Date(nowMs + 900_000).toISOString()
  const order = {
    orderId,
    communityId: place.communityId,
    communityName: place.community.name,
    companyId: place.companyId,
    entityId: place.community.entities[0]?.entityId ?? '',
    entityName: '安居物业服务有限公司',
    entityUscc: '91110108MA01C8X123',
    merchantRef: config.ref,
    mchid: config.sub?.mchid ?? config.mchid,
    appid: config.sub?.appid ?? config.appid,
    channel,
    accountId,
    paidBy: '李小红',
    description: '物业费',
    state: 'created' as const,
    amountFen: shares.reduce((sum, share) => sum + share.principalFen + share.lateFeeFen, 0),
    shares,
    createdAt: new Date(nowMs).toISOString(),
    expiresAt,
  }
  const item = orderItem(order, expiresAt)
  const ctx = makeContext(place.deps, { kind: 'system' }, [
    `C#${place.communityId}#`,
    `A#${accountId}#`,
    'G#open-orders#',
  ])
  const audit = auditItem(ctx, {
    communityId: place.communityId,
    action: 'billing.publish_bills',
    objectType: 'order',
    objectId: orderId,
    summary: '',
  })
  const held = bills.map(bill => ({
    roomId: bill.object.id,
    billId: bill.billId,
    paidFen: bill.paidFen,
    heldBy: undefined,
  }))
  await ctx.db.transact(
    [{ put: item, ifAbsent: true }, ...(free ? [] : holdBillItems(place.communityId, orderId, expiresAt, held)), audit],
    audit.put,
  )
  const kept = await getOrder(ctx, orderId)
  if (!kept) throw new Error('the order is gone')
  return kept
}

/** The really signed and encrypted notice that WeChat sends when this order is paid. */
export const noticeOf = (
  deps: TestDeps,
  merchant: GatewayMerchant,
  order: Pick<StoredOrder, 'orderId' | 'amountFen'>,
  change: Record<string, unknown> = {},
  mode: 'certificate' | 'public-key' = 'certificate',
): SignedNotice =>
  signedNotice({
    merchant,
    mode,
    at: new Date(deps.nowMs()),
    transaction: {
      ...paidTransaction({
        merchant,
        outTradeNo: order.orderId,
        totalFen: order.amountFen,
        transactionId: `42000${order.orderId.slice(-20)}`,
        openid: 'o-payer',
        paidAt: new Date(deps.nowMs()),
      }),
      ...change,
    },
  })

export const post = (app: Hono, notice: SignedNotice, ref = 'linli'): Promise<Response> =>
  Promise.resolve(
    app.request(`/callbacks/wechat/${ref}`, { method: 'POST', headers: notice.headers, body: notice.body }),
  )
