import { createDecipheriv, createPublicKey, createVerify } from 'node:crypto'
import type { Deps } from '@linli/functions/context'
import { makeDeps } from '@linli/functions/deps'
import { parseEnv } from '@linli/functions/env'
import { openNotice } from '@linli/functions/payments/open-notice'
import { makeMerchant } from '../local/wechat/merchant'
import { paidTransaction, type SignedNotice, signedNotice } from '../local/wechat/notice'
import type { Figure } from './figure'
import { inTurns } from './rounds'
import { benchEnvironment } from './world'

const rounds = 15
const count = 3000

/** Notices a second, from the posted bytes to what was sealed in them: the product ÷ node:crypto with a cached key, in one process. */
export async function callbackVerify(say: (line: string) => void): Promise<Figure[]> {
  const merchant = await makeMerchant({ ref: 'linli', appid: 'wx0000000000000000', callbackBase: 'http://127.0.0.1:1' })
  const nowMs = Date.now()
  const at = new Date(nowMs)
  const notices = Array.from({ length: count }, (_, i) => {
    const outTradeNo = `ABCDEF${String(i).padStart(26, '0')}`
    const of = { merchant, outTradeNo, totalFen: 20_585, transactionId: `42000${i}`, openid: 'o-payer', paidAt: at }
    const { headers, body } = signedNotice({ merchant, at, transaction: paidTransaction(of) })
    // As a host brings them.
    const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])
    return { outTradeNo, headers: Object.fromEntries(lower), body }
  })
  const env = parseEnv({
    ...benchEnvironment,
    LINLI_DYNAMODB_ENDPOINT: 'http://127.0.0.1:1',
    LINLI_WECHATPAY_MERCHANTS: JSON.stringify([merchant.config]),
  })
  const deps: Pick<Deps, 'pay' | 'nowMs' | 'env'> = makeDeps(env, { nowMs: () => nowMs })
  const ours = ourSide(deps)
  const bare = bareSide(merchant.config)
  say(`${count} notices of RSA-2048, ${rounds} rounds`)
  for (const notice of notices.slice(0, 5)) await sameOrder(notice, ours, bare)
  const measured = await inTurns(
    rounds,
    () => rateOf(notices, ours),
    () => rateOf(notices, bare),
    say,
  )
  return [{ name: 'callback-verify', unit: 'notices/s', ...measured }]
}

type Open = (notice: SignedNotice) => Promise<unknown>

function ourSide(deps: Pick<Deps, 'pay' | 'nowMs' | 'env'>): Open {
  const [merchant] = deps.env.LINLI_WECHATPAY_MERCHANTS
  if (!merchant) throw new Error('no merchant')
  return async ({ headers, body }) => {
    const { told } = await openNotice(deps, merchant, name => headers[name], body)
    return told
  }
}

function bareSide(config: { apiV3Key: string; publicKeys: { serial: string; pem: string }[] }): Open {
  const keys = new Map(config.publicKeys.map(({ serial, pem }) => [serial, createPublicKey(pem)]))
  return ({ headers, body }) => {
    const key = keys.get(headers['wechatpay-serial'] ?? '')
    const signed = `${headers['wechatpay-timestamp']}\n${headers['wechatpay-nonce']}\n${body}\n`
    const signature = headers['wechatpay-signature'] ?? ''
    if (!key || !createVerify('RSA-SHA256').update(signed).verify(key, signature, 'base64')) throw new Error('forged')
    const { resource } = JSON.parse(body)
    const bytes = Buffer.from(resource.ciphertext, 'base64')
    const cipher = createDecipheriv('aes-256-gcm', config.apiV3Key, Buffer.from(resource.nonce), { authTagLength: 16 })
    cipher.setAAD(Buffer.from(resource.associated_data)).setAuthTag(bytes.subarray(-16))
    return Promise.resolve(
      JSON.parse(Buffer.concat([cipher.update(bytes.subarray(0, -16)), cipher.final()]).toString('utf8')),
    )
  }
}

/** Both sides read the same, or the figure says nothing. */
async function sameOrder(notice: SignedNotice & { outTradeNo: string }, ...sides: Open[]): Promise<void> {
  for (const open of sides) {
    const told = await open(notice)
    if (!JSON.stringify(told).includes(notice.outTradeNo)) throw new Error('another order')
  }
}

async function rateOf(notices: readonly SignedNotice[], open: Open): Promise<number> {
  const start = performance.now()
  for (const notice of notices) await open(notice)
  return notices.length / ((performance.now() - start) / 1000)
}
