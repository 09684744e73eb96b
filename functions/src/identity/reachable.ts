import type { Context } from '../context'
import { openidField } from './account'
import { currentConsents } from './consents'
import { accountKey, StoredAccount } from './store'

/** An account that is there; `openid` where WeChat messages can reach it. */
export type Reachable = { openid: string | undefined }

/** The openid to write to; none for who is not of WeChat, or has taken back their consent to messages (个人信息保护法 15). */
function openidFor(ctx: Context, account: StoredAccount): string | undefined {
  const { accountId, app, openidSealed } = account
  const isTakenBack = currentConsents(account).some(({ purpose, granted }) => purpose === 'messages' && !granted)
  return app === 'wechat' && !isTakenBack ? ctx.deps.secrets.open(openidSealed, openidField(accountId)) : undefined
}

/** The same of one account, for who sends one message. */
export async function openidForMessages(ctx: Context, accountId: string): Promise<string | undefined> {
  const account = await ctx.db.get(accountKey(accountId), StoredAccount)
  return account && openidFor(ctx, account)
}

/** Those of the accounts that are there, in consistent reads. Needs their reach. */
export async function accountsById(ctx: Context, accountIds: string[]): Promise<Map<string, Reachable>> {
  const found = await ctx.db.getMany(accountIds.map(accountKey), StoredAccount)
  return new Map(
    found.flatMap(account => (account ? [[account.accountId, { openid: openidFor(ctx, account) }] as const] : [])),
  )
}
