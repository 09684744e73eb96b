import { AppError } from '@linli/shared/errors'
import * as z from 'zod'
import type { Env } from './env'
import { fetchJson } from './fetch-json'
import { fetchPicture } from './fetch-picture'

/** The two apps, each under an appid of its own. */
export type MiniProgram = 'residents' | 'staff'

/**
 * The mini-program side of WeChat: login, phone number, subscription messages.
 * Documents: 小程序登录 code2Session, 手机号快速验证 getPhoneNumber, 订阅消息 subscribeMessage.send, 稳定版接口调用凭据,
 * 获取不限制的小程序码 getUnlimitedQRCode, 文本内容安全识别 msgSecCheck 2.0, 音视频内容安全识别 mediaCheckAsync 2.0.
 */
export type WeChat = {
  /**
   * Exchanges a wx.login code of the residents' or the staff's mini-program, once. Answers the openid; the session_key is
   * dropped here. Throws identity.bad_code, identity.no_staff_app.
   */
  openidOf(code: string, app?: MiniProgram): Promise<string>
  /** Exchanges a getPhoneNumber code, once. Throws identity.bad_code. */
  phoneOf(code: string): Promise<string>
  /**
   * One subscription message. `unknown` when the answer was lost: it is not sent again (no idempotency key exists).
   * Throws where it surely was not sent: request.busy when WeChat wants a pause.
   */
  sendMessage(input: {
    app: MiniProgram
    openid: string
    templateId: string
    page: string
    data: Record<string, { value: string }>
  }): Promise<'sent' | 'no_grant' | 'refused' | 'unknown'>
  /**
   * A mini-program code that opens `page` with `scene` (at most 32 characters), as PNG or JPEG, `width` pixels wide (280
   * to 1280). Throws identity.code_quota when WeChat wants a pause, request.busy when it does not answer.
   */
  codePicture(input: { scene: string; page: string; width: number }): Promise<Buffer>
  /**
   * What WeChat thinks of a text of at most 2,500 characters by somebody who was here within two hours (`absent`: was not).
   * Its `suggest` decides; an errcode of 0 says only that it looked. Throws when it did not.
   */
  checkText(input: { openid: string; content: string }): Promise<Suggestion | 'absent'>
  /** Asks it to look at a picture; the verdict is pushed later under the trace's id. Throws when it was not taken. */
  checkPicture(input: { openid: string; url: string }): Promise<{ traceId: string } | 'absent'>
}

const Suggestion = z.enum(['pass', 'review', 'risky'])
type Suggestion = z.infer<typeof Suggestion>

const Session = z.object({ openid: z.string().optional(), errcode: z.number().optional() })
const PhoneAnswer = z.object({
  errcode: z.number(),
  phone_info: z.object({ purePhoneNumber: z.string(), countryCode: z.string() }).optional(),
})
const Sent = z.object({ errcode: z.number() })

const Checked = z.object({
  errcode: z.number(),
  trace_id: z.string().optional(),
  result: z.object({ suggest: Suggestion }).optional(),
})
/** The author has not opened the mini-program within two hours. */
const absent = 61010
/** 3: 论坛. */
const forumScene = { version: 2, scene: 3 }
/** 45009: the minute's or the day's quota; 45011: too many at once. */
const paused = new Set([45009, 45011])
/** The access token is over before its time: somebody asked for another one. */
const expired = new Set([40001, 40014, 42001])

export type AppKeys = { appid: string; secret: string }
/** The access token of an app that all instances share; `refused` is one that WeChat called over. */
export type TokenOf = (keys: AppKeys, refused?: string) => Promise<string>

/** In place of an errcode: the answer was lost. */
const lost = Number.NaN

export function makeWeChat(env: Env, tokenOf: TokenOf): WeChat {
  const { LINLI_WECHAT_API_BASE: base } = env

  const keysOf = (app: MiniProgram) => {
    const staff = { appid: env.LINLI_WECHAT_STAFF_APPID, secret: env.LINLI_WECHAT_STAFF_SECRET }
    const keys = app === 'staff' ? staff : { appid: env.LINLI_WECHAT_APPID, secret: env.LINLI_WECHAT_SECRET }
    if (!keys.appid || !keys.secret) throw new AppError('identity.no_staff_app')
    return keys
  }
  /** One call of `path` with the shared token; one that WeChat calls over did nothing, so it is made again with another. */
  const withToken = async <T extends { errcode?: number }>(
    app: MiniProgram,
    path: string,
    send: (url: string) => Promise<T>,
  ): Promise<T> => {
    const keys = keysOf(app)
    const url = (token: string) => `${base}${path}?access_token=${token}`
    const token = await tokenOf(keys)
    const answer = await send(url(token))
    if (!expired.has(answer.errcode ?? 0)) return answer
    return send(url(await tokenOf(keys, token)))
  }
  const checked = (what: string, body: object) =>
    withToken('residents', `/wxa/${what}`, url => fetchJson(url, Checked, body))
  return {
    async openidOf(code, app = 'residents') {
      const { appid, secret } = keysOf(app)
      const query = `appid=${encodeURIComponent(appid)}&secret=${encodeURIComponent(secret)}&js_code=${encodeURIComponent(code)}&grant_type=authorization_code`
      const { openid } = await fetchJson(`${base}/sns/jscode2session?${query}`, Session)
      if (!openid) throw new AppError('identity.bad_code')
      return openid
    },
    async phoneOf(code) {
      const path = '/wxa/business/getuserphonenumber'
      const answer = await withToken('residents', path, url => fetchJson(url, PhoneAnswer, { code }))
      if (answer.errcode !== 0 || answer.phone_info?.countryCode !== '86') throw new AppError('identity.bad_code')
      return answer.phone_info.purePhoneNumber
    },
    async sendMessage({ app, openid, templateId, page, data }) {
      const body = { touser: openid, template_id: templateId, page, data, lang: 'zh_CN' }
      const { errcode } = await withToken(app, '/cgi-bin/message/subscribe/send', url =>
        fetchJson(url, Sent, body).catch(() => ({ errcode: lost })),
      )
      if (paused.has(errcode)) throw new AppError('request.busy')
      if (Number.isNaN(errcode)) return 'unknown'
      return errcode === 0 ? 'sent' : errcode === 43101 ? 'no_grant' : 'refused'
    },
    async codePicture({ scene, page, width }) {
      const body = { scene, page, width, check_path: false, env_version: 'release' }
      type Answer = { errcode: number; picture?: Buffer }
      const answer = await withToken<Answer>('residents', '/wxa/getwxacodeunlimit', async url => ({
        errcode: 0,
        ...(await fetchPicture(url, body)),
      }))
      if (answer.picture) return answer.picture
      if (answer.errcode === -1) throw new AppError('request.busy')
      if (paused.has(answer.errcode)) throw new AppError('identity.code_quota')
      throw new Error(`wechat: no code, ${answer.errcode}`)
    },
    async checkText({ openid, content }) {
      const { errcode, result } = await checked('msg_sec_check', { content, openid, ...forumScene })
      if (errcode === absent) return 'absent'
      if (errcode !== 0 || !result) throw new Error(`wechat: text not checked, ${errcode}`)
      return result.suggest
    },
    async checkPicture({ openid, url }) {
      const picture = { media_url: url, media_type: 2, openid, ...forumScene }
      const { errcode, trace_id: traceId } = await checked('media_check_async', picture)
      if (errcode === absent) return 'absent'
      if (errcode !== 0 || !traceId) throw new Error(`wechat: picture not taken, ${errcode}`)
      return { traceId }
    },
  }
}
