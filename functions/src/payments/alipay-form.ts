import { createVerify, type KeyObject } from 'node:crypto'
import { AppError } from '@linli/shared/errors'

const formType = /^application\/x-www-form-urlencoded(;\s*charset=utf-8)?$/i
const maxFields = 100
const nameForm = /^[a-z][a-z0-9_]*$/
/** Signed text does not tell it from a field of its own. */
const hiddenField = /&[a-z][a-z0-9_]*=/
const signatureForm = /^[A-Za-z0-9+/]{300,800}={0,2}$/

/**
 * The fields of a form, each decoded once and there once. Order among the signed fields is the alphabet's, so that a doubled
 * or oddly named one could make another notice of the same signed text. Throws payments.bad_signature.
 */
export function readForm(contentType: string | undefined, rawBody: string): Map<string, string> {
  const parts = rawBody.split('&')
  if (!formType.test(contentType ?? '') || parts.length > maxFields) throw new AppError('payments.bad_signature')
  const fields = new Map<string, string>()
  for (const part of parts) {
    const at = part.indexOf('=')
    const name = decoded(at < 0 ? part : part.slice(0, at))
    const value = decoded(part.slice(at + 1))
    if (at < 0 || !nameForm.test(name) || fields.has(name) || hiddenField.test(value))
      throw new AppError('payments.bad_signature')
    fields.set(name, value)
  }
  return fields
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch (cause) {
    throw new AppError('payments.bad_signature', { cause })
  }
}

/**
 * SHA256-RSA (RSA2) over the sorted fields without sign and sign_type, whatever the posted sign_type says (支付宝 异步通知验签).
 * Empty fields are signed by some of Alipay's products and left out by others: either is its signature. Throws
 * payments.bad_signature.
 */
export function checkForm(fields: ReadonlyMap<string, string>, key: KeyObject): void {
  const signature = fields.get('sign') ?? ''
  const charset = fields.get('charset') ?? 'utf-8'
  if (!signatureForm.test(signature) || charset.toLowerCase() !== 'utf-8') throw new AppError('payments.bad_signature')
  const signed = [...fields].filter(([name]) => name !== 'sign' && name !== 'sign_type')
  const full = signed.filter(([, value]) => value !== '')
  const texts = full.length === signed.length ? [signed] : [full, signed]
  if (!texts.some(each => isSigned(textOf(each), signature, key))) throw new AppError('payments.bad_signature')
}

const textOf = (fields: [string, string][]): string =>
  fields
    .map(([name, value]) => `${name}=${value}`)
    .sort(byName)
    .join('&')

/** By code unit, as Java sorts: `a_b` and `ab` differ from a locale's order. */
const byName = (a: string, b: string) => {
  const [first = '', second = ''] = [a.split('=', 1)[0], b.split('=', 1)[0]]
  return first < second ? -1 : first > second ? 1 : 0
}

/** SHA256-RSA; a malformed signature is simply false. */
export const isSigned = (text: string, signature: string, key: KeyObject): boolean =>
  createVerify('RSA-SHA256').update(text).verify(key, signature, 'base64')
