import {
  answerSignature,
  requestSignature,
  sameSignature,
  signatureWindowMs,
} from '@linli/functions/invoices/tax-signature'
import { type Incoming, json, listen, type Reply } from '../wechat/http'
import { issue, type Platform, redState, requestRed, stateOf } from './acts'
import { openBook, sellerOf } from './book'
import { documentOf } from './document'
import { TaxFault, TaxFaults } from './faults'

const hangMs = 60_000

export type TaxGateway = Awaited<ReturnType<typeof startTaxGateway>>

/**
 * A stand-in for an invoice platform (数电票) on loopback: JSON over HTTP, signed both ways by HMAC-SHA256. It computes
 * every sum again and refuses what is wrong. With `dir` its book survives a restart; `now` is the stack's clock.
 */
export async function startTaxGateway(options: { dir?: string; now: () => number }) {
  const { book, save } = await openBook(options.dir)
  const faults = new TaxFaults()
  const platform: Platform = { book, faults, nowMs: options.now }
  const listener = await listen(0, async incoming => {
    const reply = incoming.path.startsWith('/_gateway') ? control(faults, incoming) : await answer(platform, incoming)
    await save()
    return reply
  })
  return {
    url: listener.url,
    faults,
    /** What LINLI_TAX_SELLERS holds of this seller. */
    seller: async (taxNumber: string) => {
      const seller = sellerOf(book, taxNumber)
      await save()
      return seller
    },
    invoices: () => Object.values(book.invoices),
    reds: () => Object.values(book.reds),
    stop: async () => {
      await listener.stop()
      await save()
    },
  }
}

/** /_gateway/tax-faults, for the stack's own page: GET, POST a fault, DELETE all. */
function control(faults: TaxFaults, { method, path, body }: Incoming): Reply {
  if (path !== '/_gateway/tax-faults') return json(404, { error: 'not found' })
  if (method === 'DELETE') faults.clear()
  if (method === 'POST') {
    const fault = TaxFault.safeParse(JSON.parse(body || '{}'))
    if (!fault.success) return json(400, { error: fault.error.message })
    faults.add(fault.data)
  }
  return json(200, faults.list())
}

/** Whoever signs right is answered, by what they know; a time-out hangs before anything happened, or after it did. */
async function answer(platform: Platform, incoming: Incoming): Promise<Reply> {
  const { faults } = platform
  const before = faults.take('time-out-before')
  if (before) return { status: 0, hangMs: before.ms ?? hangMs }
  const secret = secretOf(platform, incoming)
  if (secret === undefined) return json(401, { error: 'signature not accepted' })
  const reply = faults.take('system-error') ? json(500, { error: 'system' }) : await act(platform, incoming)
  const after = faults.take('time-out-after')
  if (after) return { status: 0, hangMs: after.ms ?? hangMs }
  const nonce = header(incoming, 'x-tax-nonce')
  const signed = answerSignature(
    faults.take('bad-answer-signature') ? 'another' : secret,
    nonce,
    reply.status,
    reply.body ?? '',
  )
  return { ...reply, headers: { ...reply.headers, 'x-tax-signature': signed } }
}

const header = ({ headers }: Incoming, name: string) => String(headers[name] ?? '')

function secretOf({ book, nowMs }: Platform, incoming: Incoming): string | undefined {
  const { method, target, body } = incoming
  const secret = book.sellers.find(seller => seller.appId === header(incoming, 'x-tax-app'))?.secret
  const timestamp = header(incoming, 'x-tax-timestamp')
  if (secret === undefined || !(Math.abs(nowMs() - Number(timestamp)) < signatureWindowMs)) return undefined
  const nonce = header(incoming, 'x-tax-nonce')
  const expected = requestSignature(secret, { method, target, timestamp, nonce, body })
  return sameSignature(expected, header(incoming, 'x-tax-signature')) ? secret : undefined
}

async function act(platform: Platform, { method, path, query, body }: Incoming): Promise<Reply> {
  const { book, nowMs } = platform
  if (method === 'POST' && path === '/v1/invoices') return json(200, issue(platform, body))
  if (method === 'POST' && path === '/v1/red-confirmations') return json(200, requestRed(platform, body))
  const [, , kind, number = '', more] = path.split('/')
  const invoice = kind === 'invoices' ? book.invoices[number] : undefined
  const red = kind === 'red-confirmations' ? book.reds[number] : undefined
  if (red) return json(200, redState(platform, red))
  if (!invoice || (more && stateOf(invoice, nowMs()).state !== 'issued')) return json(404, { error: 'not found' })
  if (!more) return json(200, stateOf(invoice, nowMs()))
  return { status: 200, body: Buffer.from(await documentOf(invoice, query.get('format') ?? 'pdf')) }
}
