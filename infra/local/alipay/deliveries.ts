import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Notice, Trade } from './book'
import { composeNotice, fieldsOf } from './compose'
import { type AlipayContext, standing } from './context'
import { digits } from './merchant'
import type { AlipayNotice, Fields } from './notice'

/** 4m/10m/10m/1h/2h/6h/15h after the attempt before: 24 h 24 min in all. */
export const RETRY_SECONDS = [240, 600, 600, 3600, 7200, 21_600, 54_000] as const

const tickMs = 250

/** Sends what is due by the gateway's clock; its own timer does so in real time. Only `success` ends a notice. */
export class Deliveries {
  readonly #sending = new Map<Notice, Promise<void>>()
  readonly #stopped = new AbortController()
  #timer: NodeJS.Timeout | undefined

  constructor(
    private readonly context: () => AlipayContext,
    private readonly answerMs: number,
  ) {}

  start(): void {
    this.#timer = setInterval(() => void this.runDue(), tickMs)
    this.#timer.unref()
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#stopped.abort()
    await Promise.all(this.#sending.values())
  }

  enqueue(trade: Trade, options: { url?: string; inMs?: number; once?: boolean; fields?: Fields } = {}): void {
    const context = this.context()
    context.book.notices.push({
      id: digits(24),
      outTradeNo: trade.outTradeNo,
      url: options.url ?? trade.notifyUrl,
      fields: options.fields ?? fieldsOf(context, trade),
      nextAt: context.now().getTime() + (options.inMs ?? 0),
      tries: 0,
      once: options.once ?? false,
      outcome: 'pending',
      attempts: [],
    })
  }

  /** Sends everything due, and what became due by that; resolves with no message in flight. */
  async runDue(): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      const now = this.context().now().getTime()
      for (const notice of this.context().book.notices) {
        if (notice.nextAt === null || notice.nextAt > now || this.#sending.has(notice)) continue
        this.#sending.set(
          notice,
          this.#attempt(notice).finally(() => this.#sending.delete(notice)),
        )
      }
      if (this.#sending.size === 0) return
      await Promise.all(this.#sending.values())
    }
  }

  async #attempt(notice: Notice): Promise<void> {
    const context = this.context()
    const trade = standing(context, notice.outTradeNo)
    const message = trade ? composeNotice(context, trade, notice) : { kind: 'never' as const }
    if (message.kind === 'later') {
      notice.nextAt = context.now().getTime() + message.ms
      return
    }
    if (message.kind === 'never') {
      Object.assign(notice, { nextAt: null, outcome: 'dropped' })
      return
    }
    if (message.kind === 'send' && trade)
      for (const echo of message.echoes) this.enqueue(trade, { ...echo, once: true })
    const at = context.now().toISOString()
    const answer = message.kind === 'lost' ? { status: 0, said: '' } : await this.#post(message)
    if (this.#stopped.signal.aborted && answer.status === 0) return
    notice.attempts.push({ at, ...answer, faults: message.faults })
    const wait = RETRY_SECONDS[notice.tries]
    notice.tries += 1
    if (answer.status === 200 && answer.said === 'success')
      Object.assign(notice, { nextAt: null, outcome: 'acknowledged' })
    else if (notice.once || wait === undefined) Object.assign(notice, { nextAt: null, outcome: 'given_up' })
    else notice.nextAt = (notice.nextAt ?? context.now().getTime()) + wait * 1000
    await context.save()
  }

  #post({ url, headers, body }: AlipayNotice & { url: string }): Promise<{ status: number; said: string }> {
    const signal = AbortSignal.any([this.#stopped.signal, AbortSignal.timeout(this.answerMs)])
    return new Promise(resolve => {
      const silent = () => resolve({ status: 0, said: '' })
      const send = url.startsWith('https:') ? httpsRequest : httpRequest
      const request = send(url, { method: 'POST', headers, signal }, response => {
        let said = ''
        response.setEncoding('utf8')
        response.on('data', (piece: string) => {
          said = (said + piece).slice(0, 200)
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, said: said.trim() }))
        response.on('error', silent)
      })
      request.on('error', silent)
      request.end(body)
    })
  }
}
