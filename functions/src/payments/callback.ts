import { AppError, statusOf } from '@linli/shared/errors'
import { Hono } from 'hono'
import type { Deps } from '../context'
import { publicError } from '../http'
import { receiveTrade } from './receive-trade'
import { checkAge, checkSignature, decrypt, Notice, readHeaders, Trade } from './wechat-notice'

/**
 * POST /callbacks/wechat/:merchantRef. The path names the merchant, so its keys are chosen before anything is decrypted.
 * 2xx only after the result is durable; a refusal is 4xx or 5xx, never 200 with FAIL, so that WeChat sends again.
 */
export function callbackApp(deps: Deps): Hono {
  const app = new Hono()
  app.get('/healthz', c => c.json({ ok: true }))
  app.post('/callbacks/wechat/:merchantRef', async c => {
    const requestId = deps.newId()
    try {
      await receiveNotice(deps, c.req.param('merchantRef'), name => c.req.header(name), await c.req.text())
      return c.body(null, 204)
    } catch (error) {
      const refused = publicError(deps, error, requestId, 'payments.callback')
      deps.log.warn('payments.callback_refused', { requestId, code: refused.code })
      const body = JSON.stringify({ code: 'FAIL', message: refused.code })
      return new Response(body, { status: statusOf(refused.code), headers: { 'Content-Type': 'application/json' } })
    }
  })
  return app
}

/** Verifies, decrypts, compares and settles one notice. Throws payments.bad_signature, payments.mismatch, record.not_found. */
export async function receiveNotice(
  deps: Deps,
  merchantRef: string,
  header: (name: string) => string | undefined,
  rawBody: string,
): Promise<void> {
  const merchant = deps.env.LINLI_WECHATPAY_MERCHANTS.find(candidate => candidate.ref === merchantRef)
  if (!merchant) throw new AppError('request.not_found')
  const headers = readHeaders(header)
  checkAge(headers, deps.nowMs())
  const key = await deps.pay.platformKey(merchantRef, headers.serial)
  if (!key) throw new AppError('payments.bad_signature')
  checkSignature(headers, rawBody, key)
  const notice = Notice.safeParse(parse(rawBody))
  if (!notice.success) throw new AppError('request.invalid')
  const trade = Trade.safeParse(parse(decrypt(notice.data.resource, merchant.apiV3Key)))
  if (!trade.success) throw new AppError('request.invalid')
  await receiveTrade(deps, merchant, trade.data, notice.data.event_type)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError('request.invalid')
  }
}
