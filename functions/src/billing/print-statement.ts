import type { InputOf } from '@linli/shared/contract'
import type { billingApi } from '@linli/shared/billing/api'
import { auditItem } from '../audit'
import { loadCommunity } from '../communities/community'
import type { Context } from '../context'
import { statement } from './statement'

/** The office's 对账单 as an A4 PDF, private and for a while. Throws record.not_found, request.invalid. */
export async function printStatement(
  ctx: Context,
  asked: InputOf<typeof billingApi.printStatement>,
): Promise<{ url: string }> {
  const { communityId, roomId, from, to } = asked
  const { statementPdf } = await import('./statement-pdf')
  const [community, stated] = await Promise.all([loadCommunity(ctx, communityId), statement(ctx, asked)])
  const key = `C/${communityId}/statements/${ctx.newId()}.pdf`
  await ctx.files.put(key, await statementPdf(community.name, stated, ctx.today()), 'application/pdf')
  const audit = auditItem(ctx, {
    communityId,
    action: 'billing.print_statement',
    objectType: 'room',
    objectId: roomId,
    summary: `打印对账单 ${from} 至 ${to}，${stated.items.length} 笔`,
  })
  await ctx.db.transact([audit], audit.put)
  return { url: await ctx.files.downloadUrl(key) }
}
