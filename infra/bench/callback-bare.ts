import { createDecipheriv, createPublicKey, createVerify } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { GetItemCommand } from '@aws-sdk/client-dynamodb'
import { receiveNotice } from '@linli/functions/payments/callback'
import * as z from 'zod'
import { GatewayMerchant } from '../local/wechat/merchant'
import { newCommunities, waitingOrders } from './orders'
import { plainClient, productDeps, recordingDeps } from './product'
import type { Recorded } from './record'
import { send } from './replay'
import { bodyOf, serve } from './serve'
import { answerWith } from './side'

/** The least that a callback can be: verify, decrypt, one read, one TransactWrite of the product's items, marshalled before. */
const { config } = GatewayMerchant.parse(JSON.parse(process.env.LINLI_BENCH_MERCHANT ?? ''))
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
  const { headers } = request
  const platformKey = keys.get(String(headers['wechatpay-serial']))
  const signed = `${String(headers['wechatpay-timestamp'])}\n${String(headers['wechatpay-nonce'])}\n${body}\n`
  const signature = String(headers['wechatpay-signature'])
  if (!platformKey || !createVerify('RSA-SHA256').update(signed).verify(platformKey, signature, 'base64')) {
    response.writeHead(401).end()
    return
  }
  const { resource } = JSON.parse(body)
  const bytes = Buffer.from(resource.ciphertext, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', config.apiV3Key, Buffer.from(resource.nonce), { authTagLength: 16 })
  decipher.setAAD(Buffer.from(resource.associated_data)).setAuthTag(bytes.subarray(-16))
  const text = Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8')
  const orderId = String(JSON.parse(text).out_trade_no)
  const write = settlements.get(orderId)
  if (!write) throw new Error('no such order')
  const key = { pk: { S: `C#${orderId.slice(0, 6)}#order#${orderId}` }, sk: { S: 'order' } }
  await client.send(new GetItemCommand({ TableName: table, Key: key, ConsistentRead: true }))
  await send(client, write)
  settlements.delete(orderId)
  response.writeHead(204).end()
}

const Wish = z.object({ count: z.number(), communities: z.number() })

answerWith({
  url: () => url,
  async prepare(input) {
    const { count, communities } = Wish.parse(input)
    const waiting = await waitingOrders(filling, newCommunities(communities), count)
    for (const { orderId, notice } of waiting) {
      const headers = new Headers(notice.headers)
      await receiveNotice(recorder, config.ref, name => headers.get(name) ?? undefined, notice.body)
      const write = recording.take().find(({ operation }) => operation === 'TransactWriteItems')
      if (write) settlements.set(orderId, write)
    }
    return waiting.map(({ notice }) => notice)
  },
  rest() {},
})
