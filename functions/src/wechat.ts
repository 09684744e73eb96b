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
 * 获取不限制的小程序码 getUnlimitedQRCode.
 */
export type WeChat = {
  /**
   * Exchanges a wx.login code of the residents' or the staff's mini-program, once. Answers the openid; the session_key is
   * dropped here. Throws identity.bad_code, identity.no_staff_app.
   */
  openidOf(code: string, app?: MiniProgram): Promise<string>
  /** Exchanges a getPhoneNumber code, once. Throws identity.bad_code. */
  phoneOf(code: string): Promise<string>
  /** One subscription message. `unknown` when the answer was lost: it is not sent again (no idempotency key exists). */
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
}

const Session = z.object({ openid: z.string().optional(), errcode: z.number().optional() })
const Token = z.object({ access_token: z.string(), expires_in: z.number() })
const PhoneAnswer = z.object({
  errcode: z.number(),
  phone_info: z.object({ purePhoneNumber: z.string(), countryCode: z.string() }).optional(),
})
const Sent = z.object({ errcode: z.number() })

/** 45009: the minute's or the day's quota; 45011: too many at once. */
const paused = new Set([45009, 45011])
/** The access token is over before its time: somebody asked for another one. */
const expired = new Set([40001, 40014, 42001])

export function makeWeChat(env: Env, nowMs: () => number): WeChat {
  const { LINLI_WECHAT_API_BASE: base } = env
  const tokens = new Map<MiniProgram, { value: string; until: number }>()

  const keysOf = (app: MiniProgram) => {
    const staff = { appid: env.LINLI_WECHAT_STAFF_APPID, secret: env.LINLI_WECHAT_STAFF_SECRET }
    const keys = app === 'staff' ? staff : { appid: env.LINLI_WECHAT_APPID, secret: env.LINLI_WECHAT_SECRET }
    if (!keys.appid || !keys.secret) throw new AppError('identity.no_staff_app')
    return keys
  }
  const accessToken = async (app: MiniProgram = 'residents') => {
    const token = tokens.get(app)
    if (token && nowMs() < token.until) return token.value
    const answer = await fetchJson(`${base}/cgi-bin/stable_token`, Token, {
      grant_type: 'client_credential',
      ...keysOf(app),
    })
    tokens.set(app, { value: answer.access_token, until: nowMs() + (answer.expires_in - 300) * 1000 })
    return answer.access_token
  }
  return {
    async openidOf(code, app = 'residents') {
      const { appid, secret } = keysOf(app)
      const query = `appid=${encodeURIComponent(appid)}&secret=${encodeURIComponent(secret)}&js_code=${encodeURIComponent(code)}&grant_type=authorization_code`
      const { openid } = await fetchJson(`${base}/sns/jscode2session?${query}`, Session)
      if (!openid) throw new AppError('identity.bad_code')
      return openid
    },
    async phoneOf(code) {
      const answer = await fetchJson(
        `${base}/wxa/business/getuserphonenumber?access_token=${await accessToken()}`,
        PhoneAnswer,
        { code },
      )
      if (answer.errcode !== 0 || answer.phone_info?.countryCode !== '86') throw new AppError('identity.bad_code')
      return answer.phone_info.purePhoneNumber
    },
    async sendMessage({ app, openid, templateId, page, data }) {
      const url = `${base}/cgi-bin/message/subscribe/send?access_token=${await accessToken(app)}`
      try {
        const { errcode } = await fetchJson(url, Sent, {
          touser: openid,
          template_id: templateId,
          page,
          data,
          lang: 'zh_CN',
        })
        return errcode === 0 ? 'sent' : errcode === 43101 ? 'no_grant' : 'refused'
      } catch {
        return 'unknown'
      }
    },
    async codePicture({ scene, page, width }) {
      for (let tries = 1; ; tries++) {
        const url = `${base}/wxa/getwxacodeunlimit?access_token=${await accessToken()}`
        const answer = await fetchPicture(url, { scene, page, width, check_path: false, env_version: 'release' })
        if ('picture' in answer) return answer.picture
        if (answer.errcode === -1) throw new AppError('request.busy')
        if (paused.has(answer.errcode)) throw new AppError('identity.code_quota')
        if (tries === 2 || !expired.has(answer.errcode)) throw new Error(`wechat: no code, ${answer.errcode}`)
        tokens.delete('residents')
      }
    },
  }
}
