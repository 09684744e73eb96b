import { AppError } from '@linli/shared/errors'
import type { DocumentFormat } from '@linli/shared/invoices/schema'
import { auditItem } from '../audit'
import { type Context, reaching } from '../context'
import { requestNumberOf } from './invoice-step'
import { myInvoice } from './list-invoices'
import { type KeptInvoice, loadInvoice } from './store'
import { taxPlatform } from './tax-platform'

type Asked = { communityId: string; invoiceId: string; format?: DocumentFormat }
const types: Record<DocumentFormat, string> = { pdf: 'application/pdf', ofd: 'application/ofd' }

/** The invoice as the platform made it, by a private link that expires. Throws invoices.no_document, platform_down. */
export const downloadInvoice = async (ctx: Context, asked: Asked) => linkTo(ctx, await loadInvoice(ctx, asked), asked)

/** The same for whoever asked for it. */
export const downloadMyInvoice = async (ctx: Context, asked: Asked) =>
  linkTo(reaching(ctx, `C#${asked.communityId}#`), await myInvoice(ctx, asked), asked)

async function linkTo(ctx: Context, invoice: KeptInvoice, { format = 'pdf' }: Asked): Promise<{ url: string }> {
  const { communityId, invoiceId, number, sellerTaxNumber } = invoice
  if (!number) throw new AppError('invoices.no_document')
  const bytes = await taxPlatform(ctx.deps).document(sellerTaxNumber, requestNumberOf(invoice), format)
  const key = `C/${communityId}/invoices/${invoiceId}.${format}`
  await ctx.files.put(key, bytes, types[format])
  const audit = auditItem(ctx, {
    communityId,
    action: 'invoices.download',
    objectType: 'invoice',
    objectId: invoiceId,
    summary: `下载发票 ${format.toUpperCase()}`,
  })
  await ctx.db.transact([audit], audit.put)
  return { url: await ctx.files.downloadUrl(key, `发票-${number}.${format}`) }
}
