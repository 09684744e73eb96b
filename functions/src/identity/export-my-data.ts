import type { OutputOf } from '@linli/shared/contract'
import type { identityApi } from '@linli/shared/identity/api'
import { ownAuditItem } from '../audit'
import type { Context } from '../context'
import { recentMessages } from '../messages/recent-messages'
import { accountActor, loadAccount } from './account'
import { me } from './me'
import { exportWords as words } from './words'

/** Everything that this account keeps about its person, in sentences (个人信息保护法 45). */
export async function exportMyData(ctx: Context): Promise<OutputOf<typeof identityApi.exportMyData>> {
  const { accountId } = accountActor(ctx)
  const [mine, account, messages] = await Promise.all([
    me(ctx),
    loadAccount(ctx, accountId),
    recentMessages(ctx, accountId),
  ])
  const audit = ownAuditItem(ctx, `A#${accountId}#`, {
    action: 'identity.export_my_data',
    objectType: 'account',
    objectId: accountId,
    summary: '导出我的数据',
  })
  await ctx.db.transact([audit], audit.put)
  const section = (title: string, lines: string[]) => ({ title, lines: lines.length > 0 ? lines : [words.none] })
  return {
    exportedAt: ctx.now(),
    sections: [
      section(words.account, [
        words.since(account.createdAt),
        words.fontSize(account.fontSize),
        ...(mine.phoneMasked ? [words.phone(mine.phoneMasked)] : []),
      ]),
      section(words.homes, accountActor(ctx).homes.map(words.home)),
      section(words.requests, mine.requests.map(words.request)),
      section(words.consents, account.consents.map(words.consent)),
      section(words.messages, messages.map(words.message)),
    ],
  }
}
