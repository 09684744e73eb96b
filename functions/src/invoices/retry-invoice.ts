import type { InputOf } from '@linli/shared/contract'
import type { invoicesApi } from '@linli/shared/invoices/api'
import { formatYuan } from '@linli/shared/money'
import { auditItem } from '../audit'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import { attendMessage } from './new-invoice'
import { releaseInvoice } from './release-invoice'
import { dueOwner, type KeptInvoice, loadInvoice, moved } from './store'

/** Asks again for an invoice that the platform refused, under the same number. Throws invoices.wrong_state. */
export function retryInvoice(ctx: Context, of: InputOf<typeof invoicesApi.retryInvoice>): Promise<KeptInvoice> {
  const wide = reaching(ctx, dueOwner)
  return deciding(async () => {
    const known = await loadInvoice(wide, of)
    const { invoice, write } = moved(wide, known, 'retry', { problem: undefined, looks: 0, dueAt: ctx.now() })
    const audit = auditItem(ctx, {
      communityId: of.communityId,
      action: 'invoices.retry',
      objectType: 'invoice',
      objectId: of.invoiceId,
      summary: `再开一次 ${formatYuan(known.grossFen)} 元`,
    })
    await wide.db.transact([write, attendMessage(ctx, invoice), audit], audit.put)
    return invoice
  })
}

/** Gives up what was never issued: its bills can be invoiced anew. Throws invoices.wrong_state. */
export const withdrawInvoice = (
  ctx: Context,
  { reason, ...of }: InputOf<typeof invoicesApi.withdrawInvoice>,
): Promise<KeptInvoice> =>
  releaseInvoice(ctx, of, {
    event: 'withdraw',
    change: { problem: reason },
    reissue: false,
    action: 'invoices.withdraw',
    summary: `撤回开票申请：${reason}`,
  })
