import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Incoming, json, listen, type Reply } from '../wechat/http'
import { JsonFile, read } from '../wechat/store'
import { answer, parametersOf } from './api'
import { downloadBill } from './bill'
import { Book, emptyBook, Keys } from './book'
import { cashier, openCashier } from './cashier'
import type { AlipayContext } from './context'
import { type AlipayControl, createControl } from './control'
import { controlApi } from './control-api'
import { Deliveries } from './deliveries'
import { Faults } from './faults'

const hangMs = 60_000
const answerMs = 5000

export interface AlipayGateway {
  url: string
  /** LINLI_ALIPAY_GATEWAY. */
  gateway: string
  control: AlipayControl
  stop(): Promise<void>
}

/**
 * A stand-in for openapi.alipay.com on loopback: its wire format, real RSA-2048, its cashier page. With `dir`, keys and book
 * survive a restart; `now` is the stack's clock, `origin` is where the product is reached.
 */
export async function startAlipayGateway(options: {
  dir?: string
  now?: () => Date
  origin: string
  /** Sends due notices by itself in real time; a test that only wants `runDue` turns it off. */
  timer?: boolean
}): Promise<AlipayGateway> {
  const { keys, book, save } = await openFiles(options.dir)
  const at = { url: '' }
  const deliveries = new Deliveries(() => context, answerMs)
  const context: AlipayContext = {
    now: options.now ?? (() => new Date()),
    origin: options.origin,
    url: () => at.url,
    keys,
    codes: new Map(),
    book,
    faults: new Faults(),
    calls: [],
    bills: new Map(),
    save,
    notify: trade => {
      deliveries.enqueue(trade)
      setImmediate(() => void deliveries.runDue())
    },
  }
  const control = createControl(context, deliveries)
  const listener = await listen(0, async incoming => {
    const reply = await route(context, control, incoming)
    await save()
    return reply
  })
  at.url = listener.url
  if (options.timer ?? true) deliveries.start()
  return {
    url: listener.url,
    gateway: `${listener.url}/gateway.do`,
    control,
    stop: async () => {
      await Promise.all([deliveries.stop(), listener.stop()])
      await save()
    },
  }
}

async function openFiles(dir: string | undefined): Promise<{ keys: Keys; book: Book; save: () => Promise<void> }> {
  if (!dir) return { keys: { merchants: [] }, book: emptyBook(), save: () => Promise.resolve() }
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const [keysFile, bookFile] = [join(dir, 'keys.json'), join(dir, 'book.json')]
  const keys = (await read(keysFile, Keys)) ?? { merchants: [] }
  const book = (await read(bookFile, Book)) ?? emptyBook()
  const files = [new JsonFile(keysFile, () => keys), new JsonFile(bookFile, () => book)]
  return { keys, book, save: async () => void (await Promise.all(files.map(file => file.save()))) }
}

async function route(context: AlipayContext, control: AlipayControl, incoming: Incoming): Promise<Reply> {
  if (incoming.path.startsWith('/_gateway/')) return controlApi(control, incoming)
  if (incoming.path === '/cashier') return cashier(context, incoming)
  if (incoming.path === '/bill') return downloadBill(context, incoming.query.get('token') ?? '')
  if (incoming.path !== '/gateway.do') return json(404, { error: 'not found' })
  const parameters = parametersOf(incoming)
  if (parameters.get('method') === 'alipay.trade.wap.pay') return openCashier(context, incoming)
  const subject = parameters.toString()
  const before = context.faults.take('time-out-before', subject)
  if (before) return { status: 0, hangMs: before.ms ?? hangMs }
  if (context.faults.take('system-error', subject)) return { status: 502, body: 'Bad Gateway' }
  const reply = answer(context, parameters)
  const after = context.faults.take('time-out-after', subject)
  return after ? { status: 0, hangMs: after.ms ?? hangMs } : reply
}
