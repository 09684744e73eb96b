import { createHash, randomBytes } from 'node:crypto'
import type { Book } from './book'
import type { GatewayContext } from './context'

const CODE_MS = 5 * 60_000

/** Under which the same person is known to the staff's mini-program, where they are somebody else. */
export const inStaffApp = (user: string) => `staff ${user}`

/** A sample person's openid in a mini-program: the same for the same name, 28 characters as real ones. */
export function openidOf(context: GatewayContext, user: string, app?: 'staff'): string {
  const known = context.store.book.users[user]
  if (known && known.app === app) return known.openid
  const digest = createHash('sha256').update(`${context.store.keys.app.appid} ${user}`).digest('base64url')
  const openid = `o${digest.slice(0, 27)}`
  context.store.book.users[user] = { openid, ...(app && { app }) }
  return openid
}

/** What wx.login gives: one use, five minutes. */
export function mintLoginCode(context: GatewayContext, openid: string, app?: 'staff'): string {
  return mint(context, 'loginCodes', { openid, ...(app && { app }) })
}

/** What a getPhoneNumber tap gives: one use, five minutes. */
export function mintPhoneCode(context: GatewayContext, openid: string, phone: string): string {
  return mint(context, 'phoneCodes', { openid, phone })
}

/** Codes come from outside: one that names a part of every object is none. */
export const codeOf = ({ store }: GatewayContext, kind: 'loginCodes' | 'phoneCodes', code: string) =>
  Object.hasOwn(store.book[kind], code) ? store.book[kind][code] : undefined

/** A code's holder, once. A spent code says so, an unknown or expired one is invalid. */
export function spend(
  context: GatewayContext,
  kind: 'loginCodes' | 'phoneCodes',
  code: string,
): { openid: string; phone?: string; app?: 'staff' } | 'used' | 'invalid' {
  const known = codeOf(context, kind, code)
  if (!known) return 'invalid'
  if (known.used) return 'used'
  if (Date.parse(known.until) <= context.now().getTime()) return 'invalid'
  known.used = true
  return known
}

export function grant(context: GatewayContext, openid: string, templateId: string, count: number): void {
  const key = grantKey(openid, templateId)
  context.store.book.grants[key] = (context.store.book.grants[key] ?? 0) + count
}

/** Takes one grant; false when none is left. */
export function spendGrant(context: GatewayContext, openid: string, templateId: string): boolean {
  const key = grantKey(openid, templateId)
  const left = context.store.book.grants[key] ?? 0
  if (left < 1) return false
  context.store.book.grants[key] = left - 1
  return true
}

export function grantsLeft(context: GatewayContext, openid: string, templateId: string): number {
  return context.store.book.grants[grantKey(openid, templateId)] ?? 0
}

function mint(
  context: GatewayContext,
  kind: 'loginCodes' | 'phoneCodes',
  who: { openid: string; phone?: string; app?: 'staff' },
): string {
  const now = context.now().getTime()
  forgetOld(context.store.book[kind], now)
  const code = `0${randomBytes(24).toString('base64url').replaceAll('-', 'a').replaceAll('_', 'b')}`.slice(0, 32)
  context.store.book[kind][code] = { ...who, until: new Date(now + CODE_MS).toISOString(), used: false }
  return code
}

function forgetOld(codes: Book['loginCodes'], now: number): void {
  for (const [code, { until }] of Object.entries(codes)) {
    if (Date.parse(until) < now - 86_400_000) delete codes[code]
  }
}

function grantKey(openid: string, templateId: string): string {
  return `${openid}/${templateId}`
}
