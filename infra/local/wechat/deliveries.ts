import { type Notice, type Order, orderKey } from './book'
import { type GatewayContext, merchantOf } from './context'
import { composeNotice } from './compose'
import { noticeId } from './notice'
import { landDue } from './orders'
import { postNotice } from './post'
import { landRefunds } from './refunds'

/** 15s/15s/30s/3m/10m/20m/30m/30m/30m/60m/3h/3h/3h/6h/6h after the attempt before: 24 h 4 min in all. */
export const RETRY_SECONDS = [
  15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10_800, 10_800, 10_800, 21_600, 21_600,
] as const

const TICK_MS = 250

/** Sends what is due by the gateway's clock; its own timer does so in real time. */
export class Deliveries {
  private readonly sending = new Map<string, Promise<void>>()
  private readonly stopped = new AbortController()
  private timer: NodeJS.Timeout | undefined

  constructor(
    private readonly context: () => GatewayContext,
    private readonly answerMs: number,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.runDue(), TICK_MS)
    this.timer.unref()
  }

  /** Cuts what is on its way; that attempt does not count and is made again after the next start. */
  async stop(): Promise<void> {
    clearInterval(this.timer)
    this.stopped.abort()
    await Promise.all(this.sending.values())
  }

  /** The notice of a paid order, or of its refund, due now. `once` sends it a single time, whatever the answer. */
  enqueue(
    order: Order,
    options: { url?: string; inMs?: number; once?: boolean; id?: string; outRefundNo?: string } = {},
  ): Notice {
    const now = this.context().now()
    const id = options.id ?? noticeId()
    const notice: Notice = {
      id,
      orderKey: orderKey(order.mchid, order.outTradeNo),
      ...(options.outRefundNo !== undefined && { outRefundNo: options.outRefundNo }),
      url: options.url ?? order.notifyUrl,
      createdAt: now.toISOString(),
      nextAt: now.getTime() + (options.inMs ?? 0),
      tries: 0,
      once: options.once ?? false,
      outcome: 'pending',
      attempts: [],
    }
    this.context().store.book.notices[`${id}/${noticeId()}`] = notice
    return notice
  }

  /** Sends everything due, and what became due by that, until nothing is; resolves with no message in flight. */
  async runDue(): Promise<void> {
    while (!this.stopped.signal.aborted) {
      landDue(this.context())
      landRefunds(this.context())
      const now = this.context().now().getTime()
      for (const [key, notice] of Object.entries(this.context().store.book.notices)) {
        if (notice.nextAt === null || notice.nextAt > now || this.sending.has(key)) continue
        const sent = this.attempt(notice).finally(() => this.sending.delete(key))
        this.sending.set(key, sent)
      }
      if (this.sending.size === 0) return
      await Promise.all(this.sending.values())
    }
  }

  private async attempt(notice: Notice): Promise<void> {
    const context = this.context()
    const order = context.store.book.orders[notice.orderKey]
    const merchant = order && merchantOf(context, order.mchid)
    if (!order || !merchant) {
      notice.nextAt = null
      return
    }
    const message = composeNotice(context, merchant, order, notice)
    if (message.kind === 'later') {
      notice.nextAt = context.now().getTime() + message.ms
      return
    }
    if (message.kind === 'never') {
      Object.assign(notice, { nextAt: null, outcome: 'dropped' })
      return
    }
    for (const echo of message.echoes)
      this.enqueue(order, { ...echo, once: true, id: notice.id, outRefundNo: notice.outRefundNo })
    const at = context.now().toISOString()
    const answer = message.kind === 'lost' ? { status: 0, error: 'lost' } : await this.post(message)
    if (this.stopped.signal.aborted && answer.status === 0) return
    notice.attempts.push({ at, ...answer, serial: message.serial, faults: message.faults })
    this.settle(notice, answer.status)
    await context.store.save()
  }

  private post(message: { url: string; headers: Record<string, string | string[]>; body: string }) {
    const signal = AbortSignal.any([this.stopped.signal, AbortSignal.timeout(this.answerMs)])
    return postNotice(message.url, message, signal)
  }

  private settle(notice: Notice, status: number): void {
    const acknowledged = status >= 200 && status < 300
    const wait = RETRY_SECONDS[notice.tries]
    notice.tries += 1
    if (acknowledged) Object.assign(notice, { nextAt: null, outcome: 'acknowledged' })
    else if (notice.once || wait === undefined) Object.assign(notice, { nextAt: null, outcome: 'given_up' })
    else notice.nextAt = (notice.nextAt ?? this.context().now().getTime()) + wait * 1000
  }
}
