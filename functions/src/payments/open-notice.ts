import { AppError } from '@linli/shared/errors'
import type { Deps } from '../context'
import type { Merchant } from '../env-shapes'
import { checkAge, checkSignature, decrypt, Notice, readHeaders, UnknownKey } from './wechat-notice'

/**
 * What one notice says, once it is proved to be the platform's, fresh and whole: signed over its raw bytes, by a key of this
 * merchant, sealed with its APIv3 key. Throws payments.bad_signature (UnknownKey), request.invalid.
 */
export async function openNotice(
  deps: Pick<Deps, 'pay' | 'nowMs'>,
  merchant: Merchant,
  header: (name: string) => string | undefined,
  rawBody: string,
): Promise<{ event: string; told: unknown }> {
  const headers = readHeaders(header)
  checkAge(headers, deps.nowMs())
  const key = await deps.pay.platformKey(merchant.ref, headers.serial)
  if (!key) throw new UnknownKey()
  checkSignature(headers, rawBody, key)
  const notice = Notice.safeParse(parse(rawBody))
  if (!notice.success) throw new AppError('request.invalid')
  return { event: notice.data.event_type, told: parse(decrypt(notice.data.resource, merchant)) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError('request.invalid')
  }
}
