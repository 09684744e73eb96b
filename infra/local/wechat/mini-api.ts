import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Schema } from '@linli/shared/schema'
import * as z from 'zod'
import { issueToken, requireToken } from './access-token'
import { codePicture } from './code-picture'
import { checkPicture, checkText } from './content-check'
import type { GatewayContext } from './context'
import { type Incoming, json, type Reply } from './http'

import { MiniError } from './mini-error'
import { checkTemplateData, flatten } from './template-data'
import { codeOf, spend, spendGrant } from './users'

const keptCodes = 2000

type Handler = (context: GatewayContext, incoming: Incoming) => Reply | Promise<Reply>

const routes = new Map<string, Handler>([
  ['GET /sns/jscode2session', codeToSession],
  ['POST /cgi-bin/stable_token', stableToken],
  ['GET /cgi-bin/stable_token', () => fail(43002, 'require POST method')],
  ['GET /cgi-bin/token', plainToken],
  ['POST /wxa/business/getuserphonenumber', phoneNumber],
  ['POST /cgi-bin/message/subscribe/send', sendMessage],
  ['POST /wxa/getwxacodeunlimit', codeUnlimited],
  ['POST /wxa/msg_sec_check', checkText],
  ['POST /wxa/media_check_async', checkPicture],
])

/** The mini-program's server interfaces: always HTTP 200, an error is `{ errcode, errmsg }`. */
export async function miniApi(context: GatewayContext, incoming: Incoming): Promise<Reply> {
  const handler = routes.get(`${incoming.method} ${incoming.path}`)
  if (!handler) return { status: 404, body: '' }
  try {
    const reply = await handler(context, incoming)
    await context.store.save()
    return reply
  } catch (error) {
    if (!(error instanceof MiniError)) throw error
    return json(200, { errcode: error.errcode, errmsg: `${error.message} rid: ${rid()}` })
  }
}

/** code2Session. The real answer is JSON under text/plain. */
function codeToSession(context: GatewayContext, { query }: Incoming): Reply {
  const app = query.get('appid') === context.store.keys.staffApp.appid ? 'staff' : undefined
  requireApp(context, query.get('appid'), query.get('secret'), app)
  const code = query.get('js_code')
  if (!code) return fail(41008, 'missing code')
  if (query.get('grant_type') !== 'authorization_code') return fail(40002, 'invalid grant_type')
  if (codeOf(context, 'loginCodes', code)?.app !== app) return fail(40029, 'invalid code')
  const holder = spend(context, 'loginCodes', code)
  if (holder === 'used') return fail(40163, 'code been used')
  if (holder === 'invalid') return fail(40029, 'invalid code')
  const body = { session_key: randomBytes(16).toString('base64'), openid: holder.openid }
  return json(200, body, { 'Content-Type': 'text/plain' })
}

function stableToken(context: GatewayContext, incoming: Incoming): Reply {
  const Body = z.object({
    grant_type: z.literal('client_credential'),
    appid: z.string(),
    secret: z.string(),
    force_refresh: z.boolean().default(false),
  })
  const body = parse(incoming.body, Body)
  const app = body.appid === context.store.keys.staffApp.appid ? 'staff' : undefined
  requireApp(context, body.appid, body.secret, app)
  return json(200, issueToken(context, { stable: true, fresh: body.force_refresh, app }))
}

function plainToken(context: GatewayContext, { query }: Incoming): Reply {
  if (query.get('grant_type') !== 'client_credential') return fail(40002, 'invalid grant_type')
  requireApp(context, query.get('appid'), query.get('secret'))
  return json(200, issueToken(context, { stable: false, fresh: true }))
}

function phoneNumber(context: GatewayContext, incoming: Incoming): Reply {
  requireToken(context, incoming)
  const body = parse(incoming.body, z.object({ code: z.string(), openid: z.string().optional() }))
  const holder = spend(context, 'phoneCodes', body.code)
  if (holder === 'used' || holder === 'invalid' || !holder.phone) return fail(40029, 'invalid code')
  if (body.openid && body.openid !== holder.openid) return fail(40003, 'invalid openid')
  const timestamp = Math.floor(context.now().getTime() / 1000)
  return json(200, {
    errcode: 0,
    errmsg: 'ok',
    phone_info: {
      phoneNumber: holder.phone,
      purePhoneNumber: holder.phone,
      countryCode: '86',
      watermark: { timestamp, appid: context.store.keys.app.appid },
    },
  })
}

/** subscribeMessage.send: a grant is one message, to somebody of the token's own mini-program. Nothing is spent when an argument is refused. */
function sendMessage(context: GatewayContext, incoming: Incoming): Reply {
  const app = requireToken(context, incoming)
  const Body = z.object({
    touser: z.string(),
    template_id: z.string(),
    page: z.string().default(''),
    data: z.record(z.string(), z.object({ value: z.union([z.string(), z.number()]) })),
    miniprogram_state: z.enum(['developer', 'trial', 'formal']).optional(),
    lang: z.string().optional(),
  })
  const body = parse(incoming.body, Body)
  const known = Object.values(context.store.book.users).some(user => user.openid === body.touser && user.app === app)
  if (!known) return fail(40003, 'invalid openid')
  if (body.template_id === '') return fail(40037, 'invalid template_id')
  const data = flatten(body.data)
  checkTemplateData(data)
  if (!spendGrant(context, body.touser, body.template_id)) return fail(43101, 'user refuse to accept the msg')
  const { messages } = context.store.book
  const message = {
    msgid: messages.length + 1,
    openid: body.touser,
    templateId: body.template_id,
    page: body.page,
    data,
  }
  messages.push({ ...message, sentAt: context.now().toISOString() })
  return json(200, { errcode: 0, errmsg: 'ok', msgid: message.msgid })
}

function codeUnlimited(context: GatewayContext, incoming: Incoming): Reply {
  requireToken(context, incoming)
  const Body = z.object({
    scene: z.string(),
    page: z.string().optional(),
    width: z.int().min(280).max(1280).default(430),
  })
  const body = parse(incoming.body, Body)
  if (!/^[\w!#$&'()*+,/:;=?@\-.~]{1,32}$/.test(body.scene))
    return fail(40169, 'invalid length for scene, or the data is not json string')
  if (body.page?.startsWith('/') || body.page?.includes('?')) return fail(41030, 'invalid page')
  const { codes } = context.store.book
  codes.push({ page: body.page ?? '', scene: body.scene, madeAt: context.now().toISOString() })
  if (codes.length > keptCodes) codes.shift()
  const picture = codePicture(`${body.page ?? ''}?${body.scene}`, body.width)
  return { status: 200, headers: { 'Content-Type': 'image/png' }, body: picture }
}

function requireApp(context: GatewayContext, appid: string | null, secret: string | null, which?: 'staff'): void {
  const app = which ? context.store.keys.staffApp : context.store.keys.app
  if (!appid) fail(41002, 'appid missing')
  if (!secret) fail(41004, 'appsecret missing')
  if (appid !== app.appid) fail(40013, 'invalid appid')
  const given = Buffer.from(secret)
  const right = Buffer.from(app.secret)
  if (given.length !== right.length || !timingSafeEqual(given, right)) fail(40125, 'invalid appsecret')
}

function parse<T>(body: string, schema: Schema<T>): T {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    return fail(47001, 'data format error')
  }
  const parsed = schema.safeParse(value)
  return parsed.success ? parsed.data : fail(47001, 'data format error')
}

function fail(errcode: number, errmsg: string): never {
  throw new MiniError(errcode, errmsg)
}

function rid(): string {
  return `${randomBytes(4).toString('hex')}-${randomBytes(4).toString('hex')}-${randomBytes(4).toString('hex')}`
}
