import type { Context } from '../context'
import { getReadable } from '../get-readable'
import { errorName } from '../log'
import { openidField } from './account'
import { currentConsents } from './consents'
import { accountKey, StoredAccount } from './store'

/** An account that is there; `openid` where WeChat messages can reach it. */
export type Reachable = { openid: string | undefined }

/** The openid to write to; none for who is not of WeChat, or has taken back their consent to messages (个人信息保护法 15). */
function openidFor(ctx: Context, account: StoredAccount): string | undefined {
  const { accountId, app, openidSealed } = account
  const isTakenBack = currentConsents(account).some(({ purpose, granted }) => purpose === 'messages' && !granted)
  return app === 'wechat' && !isTakenBack ? opened(ctx, accountId, openidSealed) : undefined
}

/** One that cannot be opened is told in the log: theirs is listed and not sent, and the others of a push do not wait. */
function opened({ deps }: Context, accountId: string, openidSealed: string): string | undefined {
  try {
    return deps.secrets.open(openidSealed, openidField(accountId))
  } catch (error) {
    deps.log.error('identity.openid_broken', { accountId, error: errorName(error) })
    return undefined
  }
}

/** The same of one account, for who sends one message. */
export async function openidForMessages(ctx: Context, accountId: string): Promise<string | undefined> {
  const account = await ctx.db.get(accountKey(accountId), StoredAccount)
  return account && openidFor(ctx, account)
}

/** Those of the accounts that are there, in consistent reads. Needs their reach. */
export async function accountsById(ctx: Context, accountIds: string[]): Promise<Map<string, Reachable>> {
  const found = await getReadable(ctx, accountIds.map(accountKey), StoredAccount)
  return new Map(
    found.flatMap(account => (account ? [[account.accountId, { openid: openidFor(ctx, account) }] as const] : [])),
  )
}
