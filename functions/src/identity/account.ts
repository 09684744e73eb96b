import { AppError } from '@linli/shared/errors'
import type { ResidentApp } from '@linli/shared/identity/schema'
import { livesThere } from '../access'
import { type Actor, type Context, reaching } from '../context'
import { accountKey, StoredAccount } from './store'

export type AccountActor = Extract<Actor, { kind: 'account' }>

/** The resident who is calling. Throws access.forbidden for anybody else. */
export function accountActor(ctx: Context): AccountActor {
  if (ctx.actor.kind !== 'account') throw new AppError('access.forbidden')
  return ctx.actor
}

/** The account, read consistently. Throws access.signed_out when it was deleted. */
export async function loadAccount(ctx: Context, accountId: string): Promise<StoredAccount> {
  const account = await ctx.db.get(accountKey(accountId), StoredAccount)
  if (!account) throw new AppError('access.signed_out')
  return account
}

export const openidField = (accountId: string) => `account:${accountId}`

const unnamed = { wechat: '微信用户', alipay: '支付宝用户' } as const

/**
 * Who pays: the openid that the channel needs, the channel itself, and the name that a receipt shows as paidBy: as the register knows them, else
 * as they called themselves.
 */
export async function payerOfAccount(
  ctx: Context,
  actor: Actor,
  calledThemselves?: string,
): Promise<{ openid: string; channel: ResidentApp; name: string }> {
  if (actor.kind !== 'account') throw new AppError('access.forbidden')
  const account = await loadAccount(ctx, actor.accountId)
  const home = actor.homes.find(each => livesThere(each, ctx.today()))
  return {
    openid: ctx.deps.secrets.open(account.openidSealed, openidField(account.accountId)),
    channel: account.app,
    name: home?.personName ?? calledThemselves ?? unnamed[account.app],
  }
}

/** The account that a job acts for, or nothing when it was deleted meanwhile. */
export const accountIfAny = (ctx: Context, accountId: string): Promise<StoredAccount | undefined> =>
  reaching(ctx, `A#${accountId}#`).db.get(accountKey(accountId), StoredAccount)

/** The openid to write to, or nothing when the account was deleted, or is of an app that we send nothing to. */
export async function openidOfAccount(ctx: Context, accountId: string): Promise<string | undefined> {
  const account = await accountIfAny(ctx, accountId)
  return account?.app === 'wechat' ? ctx.deps.secrets.open(account.openidSealed, openidField(accountId)) : undefined
}

/** The number that was verified in this session, never one that the client sends. Throws identity.phone_unverified. */
export function verifiedPhone(ctx: Context): string {
  const phone = verifiedPhoneIfAny(ctx)
  if (phone === undefined) throw new AppError('identity.phone_unverified')
  return phone
}

export function verifiedPhoneIfAny(ctx: Context): string | undefined {
  const { verifiedPhone: sealed, sessionKey } = accountActor(ctx)
  return sealed && ctx.deps.secrets.open(sealed, phoneField(sessionKey))
}

export const phoneField = (sessionKey: string) => `phone:${sessionKey}`
