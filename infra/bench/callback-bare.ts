import { createDecipheriv, createPublicKey, createVerify } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { GetItemCommand } from '@aws-sdk/client-dynamodb'
import { receiveAlipayNotice } from '@linli/functions/payments/alipay-callback'
import { receiveNotice } from '@linli/functions/payments/callback'
import * as z from 'zod'
import { GatewayAlipay } from '../local/alipay/merchant'
import { GatewayMerchant } from '../local/wechat/merchant'
import { BenchChannel, newCommunities, waitingOrders } from './orders'
import { plainClient, productDeps, recordingDeps } from './product'
import type { Recorded } from './record'
import { send } from './replay'
import { bodyOf, serve } from './serve'
import { answerWith } from './side'

/** The least that a callback can be: verify, decrypt, one read, one TransactWrite of the product's items, marshalled before. */
const { config } = GatewayMerchant.parse(JSON.parse(process.env.LINLI_BENCH_MERCHANT ?? ''))
const { config: alipay } = GatewayAlipay.parse(JSON.parse(process.env.LINLI_BENCH_ALIPAY ?? ''))
const alipayKey = createPublicKey(alipay.alipayPublicKeyPem)
const keys = new Map(config.publicKeys.map(({ serial, pem }) => [serial, createPublicKey(pem)]))
const client = plainClient()
const filling = productDeps()
const { deps: recorder, recording } = recordingDeps()
const table = filling.env.LINLI_TABLE
const settlements = new Map<string, Recorded>()

const url = await serve((request, response) => {
  receive(request, response).catch(() => response.writeHead(500).end())
})

async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await bodyOf(request)
  const channel = request.url?.startsWith('/callbacks/alipay/') ? 'alipay' : 'wechat'
  const orderId = channel === 'wechat' ? openWechat(request, body) : openAlipay(body)
  if (orderId === undefined) {
    response.writeHead(401).end()
    return
  }
  const write = settlements.get(orderId)
  if (!write) throw new Error('no such order')
  const key = { pk: { S: `C#${orderId.slice(0, 6)}#order#${orderId}` }, sk: { S: 'order' } }
  await client.send(new GetItemCommand({ TableName: table, Key: key, ConsistentRead: true }))
  await send(client, write)
  settlements.delete(orderId)
  if (channel === 'wechat') response.writeHead(204).end()
  else response.writeHead(200, { 'Content-Type': 'text/plain' }).end('success')
}

/** The order that a notice names; undefined when it is forged. */
function openWechat({ headers }: IncomingMessage, body: string): string | undefined {
  const platformKey = keys.get(String(headers['wechatpay-serial']))
  const signed = `${String(headers['wechatpay-timestamp'])}\n${String(headers['wechatpay-nonce'])}\n${body}\n`
  const signature = String(headers['wechatpay-signature'])
  if (!platformKey || !createVerify('RSA-SHA256').update(signed).verify(platformKey, signature, 'base64'))
    return undefined
  const { resource } = JSON.parse(body)
  const bytes = Buffer.from(resource.ciphertext, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', config.apiV3Key, Buffer.from(resource.nonce), { authTagLength: 16 })
  decipher.setAAD(Buffer.from(resource.associated_data)).setAuthTag(bytes.subarray(-16))
  const text = Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8')
  return String(JSON.parse(text).out_trade_no)
}

function openAlipay(body: string): string | undefined {
  const fields = Object.fromEntries(new URLSearchParams(body))
  const { sign = '', sign_type: _, ...rest } = fields
  const signed = Object.keys(rest)
    .filter(name => rest[name] !== '')
    .sort()
    .map(name => `${name}=${rest[name]}`)
    .join('&')
  return createVerify('RSA-SHA256').update(signed).verify(alipayKey, sign, 'base64') ? fields.out_trade_no : undefined
}

const Wish = z.object({ count: z.number(), communities: z.number(), channel: BenchChannel })

answerWith({
  url: () => url,
  async prepare(input) {
    const { count, communities, channel } = Wish.parse(input)
    const waiting = await waitingOrders(filling, newCommunities(communities), count, channel)
    for (const { orderId, notice } of waiting) {
      const headers = new Headers(notice.headers)
      const header = (name: string) => headers.get(name) ?? undefined
      await (channel === 'wechat'
        ? receiveNotice(recorder, config.ref, header, notice.body)
        : receiveAlipayNotice(recorder, alipay.ref, header('content-type'), notice.body))
      const write = recording.take().find(({ operation }) => operation === 'TransactWriteItems')
      if (write) settlements.set(orderId, write)
    }
    return waiting.map(({ notice }) => notice)
  },
  rest() {},
})
