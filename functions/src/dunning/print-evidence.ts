import type { InputOf } from '@linli/shared/contract'
import type { dunningApi } from '@linli/shared/dunning/api'
import { auditItem } from '../audit'
import { loadCommunity } from '../communities/community'
import type { Context } from '../context'
import { queryAll } from '../query-all'
import { remindersPk, StoredReminder } from './reminder-store'
import { loadDebt } from './store'

const most = 500

/** All reminders of a debt, or those that named one bill, as a PDF: texts, recipients (masked), channels and arrivals. */
export async function printEvidence(
  ctx: Context,
  input: InputOf<typeof dunningApi.printEvidence>,
): Promise<{ url: string }> {
  const { communityId, roomId, debtId, billId } = input
  const { evidencePdf } = await import('./evidence-pdf')
  const list = { pk: remindersPk(communityId, debtId), schema: StoredReminder }
  const [community, debt, all] = await Promise.all([
    loadCommunity(ctx, communityId),
    loadDebt(ctx, communityId, roomId, debtId),
    queryAll(ctx.db, list, most),
  ])
  const reminders = all
    .filter(({ bills }) => billId === undefined || bills.some(bill => bill.billId === billId))
    .sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
  const key = `C/${communityId}/letters/${ctx.newId()}.pdf`
  const bytes = await evidencePdf(community.name, { debt, reminders, printedAt: ctx.now() })
  await ctx.files.put(key, bytes, 'application/pdf')
  const audit = auditItem(ctx, {
    communityId,
    action: 'dunning.print_evidence',
    objectType: 'debt',
    objectId: debtId,
    summary: `${debt.object.code} 打印催缴证据 ${reminders.length} 条`,
  })
  await ctx.db.transact([audit], audit.put)
  return { url: await ctx.files.downloadUrl(key) }
}
