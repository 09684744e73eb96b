import type { InputOf } from '@linli/shared/contract'
import type { invoicesApi } from '@linli/shared/invoices/api'
import type { RedConfirmation } from '@linli/shared/invoices/schema'
import { formatYuan } from '@linli/shared/money'
import { auditItem } from '../audit'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import { attendMessage } from './new-invoice'
import { dueOwner, type KeptInvoice, loadInvoice, moved } from './store'

/**
 * Begins the reversal of an issued invoice: a 红字信息确认单 under a number of its own. The bills stay invoiced until the
 * red invoice is there. Throws invoices.wrong_state.
 */
export const reverseInvoice = (
  ctx: Context,
  { reason, reissue = false, ...of }: InputOf<typeof invoicesApi.reverseInvoice>,
): Promise<KeptInvoice> => startReversal(ctx, of, { cause: 'office', reason, reissue })

type Why = Pick<RedConfirmation, 'cause' | 'reason'> & { reissue: boolean }

/** The same for a refund. What had to be issued again before still has to: a lapsed reversal is begun anew. */
export function startReversal(
  ctx: Context,
  of: { communityId: string; invoiceId: string },
  { cause, reason, reissue }: Why,
): Promise<KeptInvoice> {
  const wide = reaching(ctx, dueOwner)
  return deciding(async () => {
    const known = await loadInvoice(wide, of)
    const red: RedConfirmation = { redId: ctx.newId(), state: 'pending', cause, reason, requestedAt: ctx.now() }
    const isDue = reissue || (known.red?.cause === 'refund' && known.reissue === true)
    const { invoice, write } = moved(wide, known, 'reverse', { red, reissue: isDue, looks: 0, dueAt: ctx.now() })
    const audit = auditItem(ctx, {
      communityId: of.communityId,
      action: 'invoices.reverse',
      objectType: 'invoice',
      objectId: of.invoiceId,
      summary: `申请红冲 ${formatYuan(known.grossFen)} 元：${reason}`,
    })
    await wide.db.transact([write, attendMessage(ctx, invoice), audit], audit.put)
    return invoice
  })
}
