import * as z from 'zod'

/** Crockford base32: no I, L, O, U, so that a code read over the phone stays the same code. */
export const base32Alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The tenant of almost every record: 6 base32 characters. */
export const CommunityId = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{6}$/, '小区编号不对')
export type CommunityId = z.infer<typeof CommunityId>

/** A ULID, or a derived id of the same form (the first 26 base32 characters of a SHA-256). */
export const Id = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, '编号不对')
export type Id = z.infer<typeof Id>

/** An order's out_trade_no: communityId + ULID, so that a callback reaches its order by one consistent read. */
export const OrderId = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{32}$/, '支付单号不对')
export type OrderId = z.infer<typeof OrderId>

/** The community that an order belongs to. */
export const communityOfOrder = (orderId: string): CommunityId => orderId.slice(0, 6)

/** Bytes as base32 (5 bits a character, the rest dropped), at most `length` characters. */
export function toBase32(bytes: ArrayLike<number>, length: number): string {
  let out = ''
  let bits = 0
  let value = 0
  for (let i = 0; i < bytes.length && out.length < length; i++) {
    value = ((value << 8) | (bytes[i] ?? 0)) & 0xffff
    bits += 8
    while (bits >= 5 && out.length < length) {
      bits -= 5
      out += base32Alphabet[(value >> bits) & 31]
    }
  }
  return out
}

/** A ULID: 48 bits of milliseconds, 80 bits of the given random bytes; sorts by time. */
export function ulid(atMs: number, random: ArrayLike<number>): Id {
  let time = ''
  let rest = atMs
  for (let i = 0; i < 10; i++) {
    time = base32Alphabet[rest % 32] + time
    rest = Math.floor(rest / 32)
  }
  return time + toBase32(random, 16)
}
