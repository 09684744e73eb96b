import { randomUUID } from 'node:crypto'
import type { Schema } from '@linli/shared/schema'
import * as z from 'zod'
import { requireToken } from './access-token'
import type { GatewayContext } from './context'
import { type Incoming, json, type Reply } from './http'
import { MiniError } from './mini-error'

const Shared = z.object({ version: z.literal(2), scene: z.int().min(1).max(4), openid: z.string() })
const Text = Shared.extend({ content: z.string().min(1) })
const Picture = Shared.extend({ media_url: z.url(), media_type: z.literal(2) })

export type Suggest = 'pass' | 'review' | 'risky'
const labels: Record<Suggest, number> = { pass: 100, review: 20001, risky: 20006 }

/** What this checker takes for doubtful and for forbidden, whoever says it. */
const doubtful = /加微信|兼职|代购/
const forbidden = /赌博|办证/

/** msgSecCheck 2.0: errcode 0 says that it looked; `suggest` says what it thinks. */
export function checkText(context: GatewayContext, incoming: Incoming): Reply {
  requireToken(context, incoming)
  const { content, openid } = parse(incoming.body, Text)
  requireActive(context, `text of ${openid}`, openid)
  if ([...content].length > 2_500) throw new MiniError(44003, 'content exceeds the limit')
  const told = context.faults.take('text-review', content)
    ? 'review'
    : context.faults.take('text-risky', content)
      ? 'risky'
      : opinion(content)
  const result = { suggest: told, label: labels[told] }
  return json(200, {
    errcode: 0,
    errmsg: 'ok',
    result,
    detail: [{ strategy: 'content_model', errcode: 0, suggest: told, label: labels[told], prob: 90 }],
    trace_id: randomUUID(),
  })
}

const opinion = (text: string): Suggest => (forbidden.test(text) ? 'risky' : doubtful.test(text) ? 'review' : 'pass')

/** mediaCheckAsync 2.0: the verdict is pushed after the picture was fetched. */
export async function checkPicture(context: GatewayContext, incoming: Incoming): Promise<Reply> {
  requireToken(context, incoming)
  const { media_url: url, openid } = parse(incoming.body, Picture)
  requireActive(context, `picture of ${openid}`, openid)
  const traceId = randomUUID()
  const suggest = context.faults.take('picture-review', url)
    ? 'review'
    : context.faults.take('picture-risky', url)
      ? 'risky'
      : 'pass'
  // A fault that keeps the link from being opened is the bucket's; a real checker opens it within minutes.
  const fetched = await fetch(url, { signal: AbortSignal.timeout(3_000) }).catch(() => undefined)
  await fetched?.arrayBuffer()
  const errcode = fetched?.ok ? 0 : -1008
  const { appid } = context.store.keys.app
  const event = {
    ToUserName: 'gh_linli',
    FromUserName: openid,
    CreateTime: Math.floor(context.now().getTime() / 1000),
    MsgType: 'event',
    Event: 'wxa_media_check',
    appid,
    trace_id: traceId,
    version: 2,
    errcode,
    errmsg: errcode === 0 ? 'ok' : 'invalid media_url',
    detail: [{ strategy: 'content_model', errcode, suggest, label: labels[suggest], prob: 90 }],
    result: { suggest, label: labels[suggest] },
  }
  context.push(traceId, JSON.stringify(event))
  return json(200, { errcode: 0, errmsg: 'ok', trace_id: traceId })
}

function requireActive(context: GatewayContext, what: string, openid: string): void {
  const known = Object.values(context.store.book.users).some(user => user.openid === openid && !user.app)
  if (!known) throw new MiniError(40003, 'invalid openid')
  if (context.faults.take('author-absent', what)) throw new MiniError(61010, 'code is expired')
}

function parse<T>(body: string, schema: Schema<T>): T {
  try {
    return schema.parse(JSON.parse(body))
  } catch {
    throw new MiniError(47001, 'data format error')
  }
}
