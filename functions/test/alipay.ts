import { createServer } from 'node:http'
import type { Bill } from '@linli/shared/billing/schema'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import * as z from 'zod'
import { type AlipayGateway, startAlipayGateway } from '../../infra/local/alipay/gateway'
import type { GatewayAlipay } from '../../infra/local/alipay/merchant'
import { type AlipayNotice, type Fields, paidFields, signedAlipayNotice } from '../../infra/local/alipay/notice'
import type { Deps } from '../src/context'
import { getBills } from '../src/billing/store'
import { communityContext } from '../src/context'
import { getOrder, type StoredOrder } from '../src/payments/store'
import { callbackApp } from './channel'
import { type TestDeps, testDeps } from './context'
import { makeCommunity, makeRoom, type Place } from './make'
import { makeBill, makeOrder } from './payments'

export type AlipayWorld = {
  deps: TestDeps
  place: Place
  gateway: AlipayGateway
  merchant: GatewayAlipay
  other: GatewayAlipay
  stop(): Promise<void>
}

/** A community that takes money by Alipay: the product over the run's engine, a real gateway in front of it. */
export async function openAlipay(more: Record<string, string> = {}): Promise<AlipayWorld> {
  const served: { app?: Hono } = {}
  const listener = getRequestListener(request => served.app?.fetch(request) ?? new Response(null, { status: 503 }))
  const server = createServer((request, response) => void listener(request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = z.object({ port: z.number() }).parse(server.address())
  const origin = `http://127.0.0.1:${port}`
  const clock = { nowMs: () => Date.now() }
  const gateway = await startAlipayGateway({ origin, now: () => new Date(clock.nowMs()), timer: false })
  const merchant = await gateway.control.merchant('linli-alipay')
  const other = await gateway.control.merchant('other-alipay')
  const { config: app } = await gateway.control.app()
  const deps = testDeps({
    env: {
      ...more,
      LINLI_ALIPAY_APP: JSON.stringify(app),
      LINLI_ALIPAY_GATEWAY: gateway.gateway,
      LINLI_ALIPAY_MERCHANTS: JSON.stringify([merchant.config, other.config]),
    },
  })
  clock.nowMs = () => deps.clock.nowMs
  served.app = callbackApp(deps)
  const place = await makeCommunity(deps, { alipayRef: 'linli-alipay' })
  return {
    deps,
    place,
    gateway,
    merchant,
    other,
    async stop() {
      await gateway.stop()
      await new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}

let floor = 0

/** A room with its bills and an open order by Alipay on them. */
export async function alipayOrder({ place, merchant }: AlipayWorld, bills = 1) {
  floor += 1
  const phone = `1380007${String(1000 + floor)}`
  const room = await makeRoom(place, { code: `7-1-${floor}01`, ownerName: '李小红', phone })
  const made: Bill[] = []
  for (let i = 0; i < bills; i++) made.push(await makeBill(place, room))
  const { ref, sellerId: mchid, appId: appid } = merchant.config
  return {
    room,
    bills: made,
    order: await makeOrder(place, made, { config: { ref, mchid, appid }, channel: 'alipay' }),
  }
}

/** The notice that Alipay sends when this order is paid; `change` is signed with it. */
export const alipayNotice = (
  { deps, merchant }: Pick<AlipayWorld, 'deps' | 'merchant'>,
  order: Pick<StoredOrder, 'orderId' | 'amountFen'>,
  change: Fields = {},
): AlipayNotice =>
  signedAlipayNotice({
    merchant,
    fields: {
      ...paidFields({
        merchant,
        outTradeNo: order.orderId,
        tradeNo: `20262200${order.orderId.slice(-20)}`,
        totalFen: order.amountFen,
        paidAt: new Date(deps.nowMs()),
      }),
      ...change,
    },
  })

/** What a callback answered: its status and its words. */
export async function tell(deps: Deps, notice: AlipayNotice, ref = 'linli-alipay'): Promise<[number, string]> {
  const request = { method: 'POST', headers: notice.headers, body: notice.body }
  const response = await callbackApp(deps).request(`/callbacks/alipay/${ref}`, request)
  return [response.status, await response.text()]
}

export const success: [number, string] = [200, 'success']

/** An order and its bills as they are now. */
export async function standOf({ deps, place }: AlipayWorld, orderId: string) {
  const ctx = communityContext(deps, place.communityId)
  const order = await getOrder(ctx, orderId)
  if (!order) throw new Error('the order is gone')
  const asked = order.shares.map(({ object, billId }) => ({ roomId: object.id, billId }))
  const bills = await getBills(ctx, place.communityId, asked)
  return { order, bills: bills.map(bill => [bill?.state, bill?.paidFen]) }
}
