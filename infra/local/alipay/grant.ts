import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import type { AlipayContext } from './context'
import type { Signer } from './merchant'
import { signedText } from './notice'
import { Refusal } from './refusal'

export const grantMethod = 'alipay.system.oauth.token'

/** 2088… of a person, the same after a restart. Older applications name users so. */
export const userIdOf = (user: string): string =>
  `2088${(BigInt(`0x${createHash('sha256').update(user).digest('hex').slice(0, 16)}`) % 10n ** 12n).toString().padStart(12, '0')}`

/** What newer applications know a person by: another word in each of them. */
export const openIdOf = (context: AlipayContext, user: string): string =>
  createHash('sha256').update(`${context.keys.app?.config.appId} ${user}`).digest('base64url')

/** 换取授权访问令牌: each code once, for the mini-program alone. Its answer has no code of its own. */
export function grant(context: AlipayContext, signer: Signer, parameters: URLSearchParams): Record<string, unknown> {
  const code = parameters.get('code') ?? ''
  const user = context.codes.get(code)
  if (signer !== context.keys.app || parameters.get('grant_type') !== 'authorization_code' || user === undefined)
    throw new Refusal('isv.code-invalid', '授权码code无效', '40002')
  context.codes.delete(code)
  const token = randomBytes(20).toString('hex')
  return {
    ...user,
    access_token: token,
    refresh_token: token,
    expires_in: 1_296_000,
    re_expires_in: 2_592_000,
  }
}

/** What my.getPhoneNumber gives the page: the number sealed by AES, signed over the quoted text. */
export function sealedPhone(context: AlipayContext, mobile: string): string {
  const { app } = context.keys
  if (!app) throw new Error('no mini-program')
  const cipher = createCipheriv('aes-128-cbc', Buffer.from(app.config.aesKey, 'base64'), Buffer.alloc(16))
  const text = JSON.stringify({ code: '10000', msg: 'Success', mobile })
  const response = cipher.update(text, 'utf8', 'base64') + cipher.final('base64')
  const sign = signedText(app.alipayPrivateKeyPem, `"${response}"`)
  return JSON.stringify({ response, sign, sign_type: 'RSA2', encrypt_type: 'AES', charset: 'UTF-8' })
}
