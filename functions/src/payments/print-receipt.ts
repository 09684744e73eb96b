import type { ReceiptPaper } from '@linli/shared/payments/receipt-schema'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import { receiptAndRefund } from './list-receipts'
import { refundKey } from './refund-store'
import { orderKey, receiptFile } from './store'

/**
 * The receipt as a PDF in the object store: the first print is the original, every later one says 补打.
 * Answers a private link that expires. Throws record.not_found.
 */
export async function printReceipt(
  ctx: Context,
  input: { communityId: string; orderId: string; refundId?: string | undefined; paper?: ReceiptPaper },
): Promise<{ url: string; copies: number }> {
  const { receiptPdf } = await import('./receipt-pdf')
  // Printed anew when the order has changed meanwhile: another copy, or a payer whose name nothing may show any more.
  return deciding(async () => {
    const { order, refund, receipt } = await receiptAndRefund(ctx, input)
    const { receiptCopies } = refund ?? order
    const copies = (receiptCopies ?? 0) + 1
    const key = receiptFile(order.orderId, copies, refund?.refundId)
    await ctx.files.put(key, await receiptPdf(receipt, copies, input.paper), 'application/pdf')
    const audit = auditItem(ctx, {
      communityId: order.communityId,
      action: 'payments.print_receipt',
      objectType: 'order',
      objectId: order.orderId,
      summary: `打印收据 ${receipt.serial ?? '编号生成中'}，第 ${copies} 次`,
    })
    const place = refund ? refundKey(refund) : orderKey(order.orderId)
    const update = { key: place, set: { receiptCopies: copies } }
    const asRead = { receiptCopies, ...(!refund && { accountId: order.accountId }) }
    await ctx.db.transact([{ update, if: asRead }, audit], audit.put)
    return { url: await ctx.files.downloadUrl(key), copies }
  })
}
