const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** base64url without padding as bytes; WeChat's logic layer has neither atob nor TextDecoder. Other signs count as nothing. */
export function fromBase64Url(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8))
  let bits = 0
  let value = 0
  let at = 0
  for (const sign of text) {
    value = ((value << 6) | Math.max(0, alphabet.indexOf(sign))) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[at++] = (value >> bits) & 255
  }
  return bytes
}

/** UTF-8 as text; what is no UTF-8 is no text. */
export function textOf(bytes: Uint8Array): string {
  try {
    return decodeURIComponent([...bytes].map(byte => `%${byte.toString(16).padStart(2, '0')}`).join(''))
  } catch {
    return ''
  }
}
