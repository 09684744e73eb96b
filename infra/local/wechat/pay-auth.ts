import { type GatewayContext, merchantOf } from './context'
import type { Incoming } from './http'
import type { GatewayMerchant } from './merchant'
import { PayError } from './pay-error'
import { verifyText } from './sign'

const SCHEME = 'WECHATPAY2-SHA256-RSA2048'
const WINDOW_SECONDS = 300

/**
 * The merchant that signed this request, or 401 SIGN_ERROR. The signature covers
 * `method\npath?query\ntimestamp\nnonce\nbody\n`. Requests keep the host's real time even when the stack's clock was
 * moved, so a timestamp near either one passes.
 */
export function authenticate(context: GatewayContext, incoming: Incoming): GatewayMerchant {
  const header = incoming.headers.authorization ?? ''
  if (!header.startsWith(`${SCHEME} `)) throw signError('authorization', '请求头 Authorization 缺失或认证类型不正确')
  const fields = new Map<string, string>()
  for (const match of header.slice(SCHEME.length + 1).matchAll(/(\w+)="([^"]*)"/g)) {
    fields.set(match[1] ?? '', match[2] ?? '')
  }
  const field = (name: string) => {
    const value = fields.get(name)
    if (!value) throw signError(name, `Authorization 缺少 ${name}`)
    return value
  }
  const merchant = merchantOf(context, field('mchid'))
  if (!merchant) throw signError('mchid', '商户号不存在')
  if (merchant.config.serial !== field('serial_no')) throw signError('serial_no', '商户证书序列号有误')
  const timestamp = field('timestamp')
  if (!nearEnough(Number(timestamp), [context.now(), new Date()])) throw signError('timestamp', '时间戳已过期')
  const text = `${incoming.method}\n${incoming.target}\n${timestamp}\n${field('nonce_str')}\n${incoming.body}\n`
  if (!verifyText(merchant.certificatePem, text, field('signature'))) throw signError('signature', 'sign not match')
  return merchant
}

function nearEnough(seconds: number, clocks: Date[]): boolean {
  return clocks.some(clock => Math.abs(clock.getTime() / 1000 - seconds) <= WINDOW_SECONDS)
}

function signError(field: string, issue: string): PayError {
  return new PayError(401, 'SIGN_ERROR', '签名错误，请检查后再试', { field, issue, location: 'authorization' })
}
