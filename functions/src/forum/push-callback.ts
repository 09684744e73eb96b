import { AppError, statusOf } from '@linli/shared/errors'
import { Verdict } from '@linli/shared/forum/schema'
import type { Schema } from '@linli/shared/schema'
import * as z from 'zod'
import type { Deps } from '../context'
import type { WechatPush } from '../env-shapes'
import { publicError } from '../http'
import { type Answered, type Asked, makeService, type Mount, type Service } from '../service'
import { checkSignature, openPush } from './push-crypt'
import { receiveVerdict } from './verdicts'

const path = '/callbacks/wechat-push'

/**
 * WeChat's message push of the residents' mini-program, on an address of its own: GET proves that the address is ours, POST
 * brings events. 200 only after the effect is durable; anything else makes WeChat send it again.
 */
export const pushMounts = (deps: Deps): Mount[] => [
  { method: 'GET', path, answer: asked => answered(deps, () => Promise.resolve(echo(deps, asked))) },
  { method: 'POST', path, answer: asked => answered(deps, () => receive(deps, asked)) },
]

export const pushService = (deps: Deps): Service =>
  makeService(pushMounts(deps), () => refused(deps, new AppError('request.not_found')))

async function answered(deps: Deps, act: () => Promise<string>): Promise<Answered> {
  try {
    return { status: 200, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body: await act() }
  } catch (error) {
    return refused(deps, error)
  }
}

function refused(deps: Deps, error: unknown): Answered {
  const requestId = deps.newId()
  const { code } = publicError(deps, error, requestId, 'forum.push')
  deps.log.warn('forum.push_refused', { requestId, code })
  return { status: statusOf(code), headers: {}, body: '' }
}

function keysOf({ env }: Deps): WechatPush {
  if (!env.LINLI_WECHAT_PUSH) throw new AppError('request.not_found')
  return env.LINLI_WECHAT_PUSH
}

/** The console's test of the address. */
function echo(deps: Deps, { query }: Asked): string {
  const given = new URLSearchParams(query)
  const { token } = keysOf(deps)
  checkSignature(given.get('signature'), [token, given.get('timestamp') ?? '', given.get('nonce') ?? ''])
  return given.get('echostr') ?? ''
}

const Envelope = z.object({ Encrypt: z.string().min(1).max(100_000) })
/** wxa_media_check, version 2: what mediaCheckAsync was asked. An errcode that is not 0 means that it could not look. */
const MediaCheck = z.object({
  Event: z.literal('wxa_media_check'),
  appid: z.string(),
  trace_id: z.string().regex(/^[\w-]{1,128}$/),
  version: z.literal(2),
  errcode: z.number(),
  result: z.object({ suggest: Verdict }).optional(),
})

async function receive(deps: Deps, asked: Asked): Promise<string> {
  const keys = keysOf(deps)
  const given = new URLSearchParams(asked.query)
  const { Encrypt } = parsed(Envelope, await asked.text())
  const signed = [keys.token, given.get('timestamp') ?? '', given.get('nonce') ?? '', Encrypt]
  checkSignature(given.get('msg_signature'), signed)
  const appid = deps.env.LINLI_WECHAT_APPID
  const event: unknown = JSON.parse(openPush(keys, appid, Encrypt))
  const told = MediaCheck.safeParse(event)
  // Other events of the mini-program come here too: they are theirs to hear, and need no second attempt.
  if (!told.success || told.data.appid !== appid) return 'success'
  const { errcode, result, trace_id: traceId } = told.data
  await receiveVerdict(deps, traceId, errcode === 0 && result ? result.suggest : 'review')
  return 'success'
}

function parsed<T>(schema: Schema<T>, text: string): T {
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    throw new AppError('request.invalid')
  }
}
