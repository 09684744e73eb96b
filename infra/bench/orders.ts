import { randomBytes } from 'node:crypto'
import { billItem } from '@linli/functions/billing/store'
import type { Deps } from '@linli/functions/context'
import { orderItem, type StoredOrder } from '@linli/functions/payments/store'
import { derivedId } from '@linli/functions/secrets'
import type { Bill } from '@linli/shared/billing/schema'
import { ulid } from '@linli/shared/ids'
import { paidFields, signedAlipayNotice } from '../local/alipay/notice'
import { GatewayAlipay } from '../local/alipay/merchant'
import * as z from 'zod'
import { GatewayMerchant } from '../local/wechat/merchant'
import { paidTransaction, type SignedNotice, signedNotice } from '../local/wechat/notice'
import { load } from './bulk'

/** A room's month: what one order pays. */
const fees = [
  { name: '物业费', amountFen: 20_585 },
  { name: '电梯费', amountFen: 3_000 },
  { name: '生活垃圾处理费', amountFen: 800 },
]

export const BenchChannel = z.enum(['wechat', 'alipay'])
export type BenchChannel = z.infer<typeof BenchChannel>
export type WaitingOrder = { orderId: string; notice: SignedNotice }

/** Who receives, and the notice of an order that was paid. */
type Provider = {
  receiver: Pick<StoredOrder, 'merchantRef' | 'mchid' | 'appid'>
  noticeOf: (orderId: string, amountFen: number, at: Date) => SignedNotice
}

const providers: Record<BenchChannel, () => Provider> = {
  wechat() {
    const merchant = GatewayMerchant.parse(JSON.parse(process.env.LINLI_BENCH_MERCHANT ?? ''))
    const { ref, mchid, appid } = merchant.config
    const noticeOf: Provider['noticeOf'] = (outTradeNo, totalFen, at) => {
      const transactionId = `42000${outTradeNo.slice(-23)}`
      const of = { merchant, outTradeNo, totalFen, transactionId, openid: 'o-payer', paidAt: at }
      return signedNotice({ merchant, at, transaction: paidTransaction(of) })
    }
    return { receiver: { merchantRef: ref, mchid, appid }, noticeOf }
  },
  alipay() {
    const merchant = GatewayAlipay.parse(JSON.parse(process.env.LINLI_BENCH_ALIPAY ?? ''))
    const { ref, sellerId, appId } = merchant.config
    const noticeOf: Provider['noticeOf'] = (outTradeNo, totalFen, at) => {
      const of = { merchant, outTradeNo, totalFen, tradeNo: `2026${outTradeNo.slice(-24)}`, paidAt: at }
      return signedAlipayNotice({ merchant, fields: paidFields(of) })
    }
    return { receiver: { merchantRef: ref, mchid: sellerId, appid: appId }, noticeOf }
  },
}

/** Open orders of one room's three bills each, held as the product holds them, with the notice that pays each. */
export async function waitingOrders(
  deps: Deps,
  communities: readonly string[],
  count: number,
  channel: BenchChannel = 'wechat',
): Promise<WaitingOrder[]> {
  const { receiver, noticeOf } = providers[channel]()
  const items: Record<string, unknown>[] = []
  const waiting: WaitingOrder[] = []
  for (let i = 0; i < count; i++) {
    const nowMs = deps.nowMs()
    const { orderId, amountFen, all } = anOrder(
      nowMs,
      communities[i % communities.length] ?? '',
      { ...receiver, channel },
      i,
    )
    items.push(...all)
    waiting.push({ orderId, notice: noticeOf(orderId, amountFen, new Date(nowMs)) })
  }
  await load(deps.dynamo, deps.env.LINLI_TABLE, items)
  return waiting
}

type Received = Pick<StoredOrder, 'merchantRef' | 'mchid' | 'appid' | 'channel'>

function anOrder(nowMs: number, communityId: string, received: Received, i: number) {
  const orderId = communityId + ulid(nowMs, randomBytes(10))
  const at = new Date(nowMs).toISOString()
  const expiresAt = new Date(nowMs + 900_000).toISOString()
  const entityId = derivedId('entity', communityId)
  const code = `${1 + (i % 40)}-1-${1001 + (i % 100)}`
  const bills = fees.map(
    ({ name, amountFen }): Bill => ({
      billId: derivedId('bill', orderId, name),
      communityId,
      object: { type: 'room', id: derivedId('room', orderId), code },
      feeItemId: derivedId('fee', name),
      feeItemName: name,
      nature: 'own_revenue',
      entityId,
      period: { from: '2026-11-01', to: '2026-11-30' },
      rev: 0,
      payer: { kind: 'owners', personIds: [derivedId('person', orderId)], name: '李小红' },
      lines: [],
      amountFen,
      dueDate: '2026-11-28',
      lateFee: null,
      state: 'published',
      paidFen: 0,
      lateFeePaidFen: 0,
      publishedAt: at,
      runId: derivedId('run', communityId),
      payingOrderId: orderId,
      payingUntil: expiresAt,
    }),
  )
  const amountFen = bills.reduce((sum, bill) => sum + bill.amountFen, 0)
  const order = orderItem(
    {
      orderId,
      communityId,
      communityName: '梧桐苑',
      companyId: derivedId('company'),
      entityId,
      entityName: '安居物业服务有限公司',
      entityUscc: '91110108MA01C8X123',
      ...received,
      accountId: derivedId('account', orderId),
      paidBy: '李小红',
      description: '物业费',
      state: 'prepaid',
      amountFen,
      shares: bills.map(bill => ({
        billId: bill.billId,
        object: bill.object,
        feeItemId: bill.feeItemId,
        feeItemName: bill.feeItemName,
        period: bill.period,
        payer: bill.payer,
        computation: '89.50 m² × 2.30 元',
        expectedPaidFen: 0,
        principalFen: bill.amountFen,
        lateFeeFen: 0,
      })),
      createdAt: at,
      expiresAt,
    },
    expiresAt,
  )
  return { orderId, amountFen, all: [order, ...bills.map(bill => billItem(bill, 0))] }
}

/** Communities that no other preparation has. */
export const newCommunities = (count: number): string[] =>
  Array.from({ length: count }, () => ulid(0, randomBytes(10)).slice(-6))
