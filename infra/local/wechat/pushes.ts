import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import type { Push } from './book'
import type { GatewayContext } from './context'
import { postNotice } from './post'

const tickMs = 250
const answerMs = 5_000
/** Nobody answered in 5 s: three more times. */
const mostTries = 4

/** 消息推送 in safe mode: signed, encrypted, to the one address of the mini-program; sent again while it is not answered 200. */
export class Pushes {
  private readonly stopped = new AbortController()
  private timer: NodeJS.Timeout | undefined
  private running: Promise<void> | undefined

  constructor(private readonly context: () => GatewayContext) {}

  start(): void {
    this.timer = setInterval(() => void this.runDue(), tickMs)
    this.timer.unref()
  }

  async stop(): Promise<void> {
    clearInterval(this.timer)
    this.stopped.abort()
    await this.running
  }

  enqueue(traceId: string, event: string): void {
    const { faults, now, store } = this.context()
    if (faults.take('push-drop', event)) return
    const wait = faults.take('push-delay', event)
    const twice = faults.take('push-duplicate', event)
    const push = {
      traceId,
      event,
      nextAt: now().getTime() + (wait?.ms ?? (wait ? 3_700_000 : 0)),
      tries: 0,
      statuses: [],
    }
    store.book.pushes.push(push, ...(twice ? [{ ...push, statuses: [] }] : []))
    setImmediate(() => void this.runDue())
  }

  /** Sends what is due by the gateway's clock; resolves when nothing is in flight. */
  async runDue(): Promise<void> {
    await this.running
    this.running = this.sendAll().finally(() => {
      this.running = undefined
    })
    await this.running
  }

  private async sendAll(): Promise<void> {
    const { now, store } = this.context()
    for (const push of store.book.pushes) {
      if (this.stopped.signal.aborted) return
      if (push.nextAt !== null && push.nextAt <= now().getTime()) await this.send(push)
    }
    await store.save()
  }

  private async send(push: Push): Promise<void> {
    const context = this.context()
    const { url, body } = sealedPush(context, push.event)
    const signal = AbortSignal.any([this.stopped.signal, AbortSignal.timeout(answerMs)])
    const { status } = await postNotice(url, { headers: { 'Content-Type': 'application/json' }, body }, signal)
    push.statuses.push(status)
    push.tries += 1
    push.nextAt = status === 200 || push.tries >= mostTries ? null : context.now().getTime() + answerMs
  }
}

function sealedPush({ store, origin, now, faults }: GatewayContext, event: string): { url: string; body: string } {
  const { push, app } = store.keys
  const appid = faults.take('push-wrong-appid', event) ? 'wx0000000000000001' : app.appid
  const encrypt = sealed(push.aesKey, event, appid)
  const timestamp = String(Math.floor(now().getTime() / 1000))
  const nonce = randomBytes(5).readUInt32BE(0).toString()
  const token = faults.take('push-wrong-signature', event) ? 'somebody' : push.token
  const sign = (...parts: string[]) => createHash('sha1').update(parts.sort().join('')).digest('hex')
  const query = new URLSearchParams({
    signature: sign(token, timestamp, nonce),
    timestamp,
    nonce,
    encrypt_type: 'aes',
    msg_signature: sign(token, timestamp, nonce, encrypt),
  })
  return {
    url: `${origin}/callbacks/wechat-push?${query.toString()}`,
    body: JSON.stringify({ ToUserName: 'gh_linli', Encrypt: encrypt }),
  }
}

function sealed(aesKey: string, message: string, appid: string): string {
  const key = Buffer.from(`${aesKey}=`, 'base64')
  const text = Buffer.from(message)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(text.length)
  const plain = Buffer.concat([randomBytes(16), length, text, Buffer.from(appid)])
  const padding = 32 - (plain.length % 32)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([
    cipher.update(Buffer.concat([plain, Buffer.alloc(padding, padding)])),
    cipher.final(),
  ]).toString('base64')
}
