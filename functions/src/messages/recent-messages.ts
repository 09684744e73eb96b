import type { Message } from '@linli/shared/messages/schema'
import { Key } from '../db'
import type { Context } from '../context'
import { queryAll } from '../query-all'
import { messageGrantKey, messagesPk, settingsKey, StoredMessage } from './store'

/** An account's newest messages, at most 200. */
export const recentMessages = (ctx: Context, accountId: string): Promise<Message[]> =>
  queryAll(ctx.db, { pk: messagesPk(`A#${accountId}#`), schema: StoredMessage, newestFirst: true }, 200)

/** Deletes what an account was told and what it allowed; for an account that is gone. */
export async function forgetMessages(ctx: Context, accountId: string): Promise<void> {
  const owner = `A#${accountId}#` as const
  const found = await Promise.all(
    [messagesPk(owner), messageGrantKey(owner, '').pk, settingsKey(accountId).pk].map(pk =>
      queryAll(ctx.db, { pk, schema: Key }, 5000),
    ),
  )
  await ctx.db.writeMany(found.flat().map(({ pk, sk }) => ({ delete: { pk, sk } })))
}
