import type { Context } from '../context'
import { openidField } from './account'
import { accountKey, StoredAccount } from './store'

/** An account that is there; `openid` where WeChat messages can reach it. */
export type Reachable = { openid: string | undefined }

/** Those of the accounts that are there, in consistent reads. Needs their reach. */
export async function accountsById(ctx: Context, accountIds: string[]): Promise<Map<string, Reachable>> {
  const found = await ctx.db.getMany(accountIds.map(accountKey), StoredAccount)
  return new Map(
    found.flatMap(account => {
      if (!account) return []
      const { accountId, app, openidSealed } = account
      const openid = app === 'wechat' ? ctx.deps.secrets.open(openidSealed, openidField(accountId)) : undefined
      return [[accountId, { openid }] as const]
    }),
  )
}
