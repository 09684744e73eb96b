import { beijingDate } from '@linli/shared/time'
import * as z from 'zod'
import { ownAuditItem } from '../audit'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import { forgetMessages } from '../messages/recent-messages'
import { outboxItem } from '../outbox'
import { queryAll } from '../query-all'
import { AccountGrants } from '../session'
import { repeatsBegin } from '../idempotency'
import { accountActor } from './account'
import { grantsKey } from './homes'
import { accountKey, sessionsBegin, StoredAccount } from './store'
import { unlinkItems, withdrawItems } from './unlink-account'

const homesAtOnce = 15

/**
 * Deletes the account: grants and sessions are gone with the first write, so every phone is signed out at once. Rooms
 * and persons no longer know the account; open requests are withdrawn, and all lose the person. Orders, receipts and
 * prepayments stay, as the law asks, without the account's id and name: `forgetPayer`, sent with the last write, as is
 * `forgetAsker` for what it asked about bills, and `forgetRequester` for its invoices. Audit
 * records stay as they are; they hold the id, and no name: docs/architecture.md says why.
 */
export async function deleteAccount(ctx: Context): Promise<{ done: true }> {
  const { accountId } = accountActor(ctx)
  await unlinkHomes(ctx, accountId, homesAtOnce)
  await deleting(ctx, accountId)
  await Promise.all([forgetSessions(ctx, accountId), forgetMessages(ctx, accountId)])
  return { done: true }
}

/** Homes beyond what one transaction holds go first, so that the last write finds few. */
async function unlinkHomes(ctx: Context, accountId: string, leave: number): Promise<void> {
  for (let rounds = 0; rounds < 10; rounds++) {
    const isDone = await deciding(async () => {
      const grants = await ctx.db.get(grantsKey(accountId), AccountGrants)
      if (!grants || grants.homes.length <= leave) return true
      const [now, later] = [grants.homes.slice(0, leave), grants.homes.slice(leave)]
      const unlinked = await unlinkItems(ctx, accountId, now)
      const audit = deletionAudit(ctx, accountId, `解除 ${now.length} 处住户关系`)
      const put = { ...grantsKey(accountId), homes: later, version: grants.version + 1 }
      await unlinked.ctx.db.transact([{ put, if: { version: grants.version } }, ...unlinked.writes, audit], audit.put)
      return false
    })
    if (isDone) return
  }
}

const deleting = (ctx: Context, accountId: string): Promise<void> =>
  deciding(async () => {
    const [grants, account] = await Promise.all([
      ctx.db.get(grantsKey(accountId), AccountGrants),
      ctx.db.get(accountKey(accountId), StoredAccount),
    ])
    if (!grants || !account) return
    const unlinked = await unlinkItems(ctx, accountId, grants.homes)
    const withdrawn = await withdrawItems(unlinked.ctx, account)
    const audit = deletionAudit(ctx, accountId, '注销账号')
    await withdrawn.ctx.db.transact(
      [
        { delete: grantsKey(accountId), if: { version: grants.version } },
        { delete: accountKey(accountId), if: { version: account.version } },
        ...unlinked.writes,
        ...withdrawn.writes,
        audit,
        outboxItem(ctx, 'jobs', { type: 'billing.forget_asker', accountId }),
        outboxItem(ctx, 'jobs', { type: 'invoices.forget_requester', accountId }),
        outboxItem(ctx, 'jobs', { type: 'repairs.forget_reporter', accountId }),
        outboxItem(ctx, 'jobs', { type: 'complaints.forget_writer', accountId }),
        outboxItem(ctx, 'jobs', { type: 'visitors.forget_host', accountId }),
        outboxItem(ctx, 'jobs', { type: 'notices.forget_objector', accountId }),
        outboxItem(ctx, 'jobs', { type: 'forum.forget_author', accountId }),
        outboxItem(ctx, 'jobs', {
          type: 'payments.forget_payer',
          accountId,
          sinceYear: Number(beijingDate(account.createdAt).slice(0, 4)),
        }),
      ],
      audit.put,
    )
  })

const deletionAudit = (ctx: Context, accountId: string, summary: string) =>
  ownAuditItem(ctx, `A#${accountId}#`, {
    action: 'identity.delete_account',
    objectType: 'account',
    objectId: accountId,
    summary,
  })

/**
 * Without grants no session is worth anything; a later account of the same person must not inherit them either, nor the
 * answers that were kept for repeated requests.
 */
async function forgetSessions(ctx: Context, accountId: string): Promise<void> {
  const pk = `A#${accountId}#`
  const schema = z.object({ sk: z.string() })
  const begins = [sessionsBegin, repeatsBegin]
  const found = await Promise.all(begins.map(begin => queryAll(ctx.db, { pk, begins: begin, schema }, 1000)))
  await ctx.db.writeMany(found.flat().map(({ sk }) => ({ delete: { pk, sk } })))
}
