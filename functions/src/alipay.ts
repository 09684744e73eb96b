import { createDecipheriv, createPublicKey, type KeyObject } from 'node:crypto'
import { AppError } from '@linli/shared/errors'
import * as z from 'zod'
import type { Env } from './env'
import type { AlipayApp as Application } from './env-shapes'
import { type AlipayCaller, alipayCaller } from './payments/alipay-call'
import { isSigned } from './payments/alipay-form'

/**
 * The mini-program side of Alipay: login, phone number. Documents: alipay.system.oauth.token, my.getPhoneNumber, 敏感信息加解密.
 */
export type AlipayApp = {
  /** Exchanges a my.getAuthCode code, once, for the user's number. Throws identity.bad_code, request.busy. */
  userOf(code: string): Promise<string>
  /** Opens what my.getPhoneNumber gave. Throws identity.bad_code. */
  phoneOf(sealed: string): Promise<string>
}

/** Newer applications get an open_id, older ones the user_id; a code that is refused gets neither. */
const Granted = z.object({ user_id: z.string().optional(), open_id: z.string().optional() })
const Sealed = z.object({ response: z.base64(), sign: z.string(), sign_type: z.literal('RSA2') })
const Opened = z.object({ code: z.literal('10000'), mobile: z.string().regex(/^1\d{10}$/) })

export function makeAlipayApp(env: Env, nowMs: () => number): AlipayApp {
  let made: { app: Application; caller: AlipayCaller; key: KeyObject } | undefined
  /** As the environment has it now: its keys may be changed without a start. */
  const current = () => {
    const app = env.LINLI_ALIPAY_APP
    if (!app) throw new AppError('identity.bad_code')
    if (made?.app !== app) {
      const caller = alipayCaller(env.LINLI_ALIPAY_GATEWAY, app, nowMs)
      made = { app, caller, key: createPublicKey(app.alipayPublicKeyPem) }
    }
    return made
  }
  return {
    async userOf(code) {
      const { data } = await current()
        .caller.grant(code)
        .catch(() => {
          throw new AppError('request.busy')
        })
      const granted = Granted.safeParse(data)
      const user = granted.data?.open_id || granted.data?.user_id
      if (!user) throw new AppError('identity.bad_code')
      return user
    },
    // It names neither whom it was made for nor when: like a number that is shown on a card, it counts for this session.
    phoneOf: sealed =>
      Promise.resolve().then(() => {
        const { app, key } = current()
        return opened(sealed, app.aesKey, key)
      }),
  }
}

/** Signed over the quoted text, AES-128-CBC within. Unsigned, it would be whatever a phone sends. */
function opened(text: string, aesKey: string | undefined, key: KeyObject): string {
  const bad = (cause?: unknown) => new AppError('identity.bad_code', { cause })
  try {
    const sealed = Sealed.parse(JSON.parse(text))
    if (aesKey === undefined || !isSigned(`"${sealed.response}"`, sealed.sign, key)) throw bad()
    const decipher = createDecipheriv('aes-128-cbc', Buffer.from(aesKey, 'base64'), Buffer.alloc(16))
    const plain = decipher.update(sealed.response, 'base64', 'utf8') + decipher.final('utf8')
    return Opened.parse(JSON.parse(plain)).mobile
  } catch (cause) {
    throw cause instanceof AppError ? cause : bad(cause)
  }
}
