import { createHash, randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import * as z from 'zod'
import { beijingDate, beijingHour } from './beijing'
import { type BillType, tradeBill } from './bill-csv'
import type { Order } from './book'
import type { GatewayContext } from './context'
import { type Incoming, json, type Reply } from './http'
import type { GatewayMerchant } from './merchant'
import { PayError, paramError } from './pay-error'

const READY_HOUR = 10
const LINK_MS = 5 * 60_000
const KEPT_MS = 93 * 86_400_000

/** The canonical host: a client that reaches the gateway at another address goes to the same path there. */
const DOWNLOAD_HOST = 'https://api.mch.weixin.qq.com'

const Query = z.object({
  bill_date: z.iso.date(),
  bill_type: z.enum(['ALL', 'SUCCESS', 'REFUND']).default('ALL'),
  tar_type: z.literal('GZIP').optional(),
})

interface Link {
  mchid: string
  until: number
  content: Buffer
}

const links = new WeakMap<GatewayContext, Map<string, Link>>()

/** 申请交易账单: the bill of a day exists from 10:00 of the next one, by the gateway's clock. */
export function askTradeBill(context: GatewayContext, merchant: GatewayMerchant, incoming: Incoming): Reply {
  const query = Query.safeParse(Object.fromEntries(incoming.query))
  if (!query.success) throw paramError(query.error.issues[0]?.path.join('/') ?? '', '参数不合法')
  const { bill_date, bill_type, tar_type } = query.data
  const { mchid } = merchant.config
  const now = context.now().getTime()
  if (bill_date > beijingDate(now) || beijingHour(bill_date, 0) < now - KEPT_MS)
    throw paramError('bill_date', '账单日期不合法')
  const creating = now < beijingHour(bill_date, 24 + READY_HOUR) || context.faults.take('bill-creating', mchid)
  if (creating) throw new PayError(400, 'STATEMENT_CREATING', '账单生成中')
  const orders = Object.values(context.store.book.orders).filter(order => order.mchid === mchid)
  const text = tradeBill(damage(context, orders), bill_date, bill_type satisfies BillType)
  if (!text || context.faults.take('bill-missing', mchid))
    throw new PayError(400, 'NO_STATEMENT_EXIST', '请求的账单文件不存在')
  return json(200, {
    hash_type: 'SHA1',
    hash_value: sha1(context.faults.take('bill-hash', mchid) ? `${text}?` : text),
    download_url: `${DOWNLOAD_HOST}/v3/billdownload/file?token=${keep(context, mchid, text, tar_type === 'GZIP')}`,
  })
}

/** 下载账单: needs the merchant's signature, and its own answer carries none. */
export function downloadBill(context: GatewayContext, merchant: GatewayMerchant, incoming: Incoming): Reply {
  const link = linksOf(context).get(incoming.query.get('token') ?? '')
  if (!link || link.mchid !== merchant.config.mchid || link.until < context.now().getTime()) {
    throw new PayError(400, 'PARAM_ERROR', 'token 无效或已过期')
  }
  return { status: 200, headers: { 'Content-Type': 'text/plain' }, body: link.content }
}

function keep(context: GatewayContext, mchid: string, text: string, gzip: boolean): string {
  const sent = context.faults.take('bill-truncated', mchid) ? text.slice(0, Math.floor(text.length * 0.6)) : text
  const content = gzip ? gzipSync(Buffer.from(sent)) : Buffer.from(sent)
  const token = randomUUID().replaceAll('-', '')
  const kept = linksOf(context)
  const now = context.now().getTime()
  for (const [old, link] of kept) if (link.until < now) kept.delete(old)
  kept.set(token, { mchid, until: now + LINK_MS, content })
  return token
}

/** Rows that the channel's file leaves out or tells otherwise. */
function damage(context: GatewayContext, orders: Order[]): Order[] {
  const told: Order[] = []
  for (const order of orders) {
    if (order.paidAt && context.faults.take('bill-row-missing', order.outTradeNo)) continue
    const amount = order.paidAt ? context.faults.take('bill-amount', order.outTradeNo) : undefined
    told.push(amount ? { ...order, totalFen: amount.fen ?? order.totalFen + 1 } : order)
  }
  return told
}

function linksOf(context: GatewayContext): Map<string, Link> {
  const known = links.get(context) ?? new Map<string, Link>()
  links.set(context, known)
  return known
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex')
}
