import type { Context } from '../context'
import { auditItem } from '../audit'
import { receiptFile } from './forget-payer'
import { officeOrder, receiptOf } from './receipts'
import { orderKey } from './store'

/**
 * The receipt as a PDF in the object store: the first print is the original, every later one says 补打.
 * Answers a private link that expires. Throws record.not_found.
 */
export async function printReceipt(
  ctx: Context,
  input: { communityId: string; orderId: string },
): Promise<{ url: string; copies: number }> {
  const order = await officeOrder(ctx, input)
  const receipt = receiptOf(order)
  const copies = (order.receiptCopies ?? 0) + 1
  const { receiptPdf } = await import('./receipt-pdf')
  const key = receiptFile(order.orderId, copies)
  await ctx.files.put(key, await receiptPdf(receipt, copies), 'application/pdf')
  const audit = auditItem(ctx, {
    communityId: order.communityId,
    action: 'payments.print_receipt',
    objectType: 'order',
    objectId: order.orderId,
    summary: `打印收据 ${receipt.serial ?? '编号生成中'}，第 ${copies} 次`,
  })
  await ctx.db.transact(
    [
      {
        update: { key: orderKey(order.orderId), set: { receiptCopies: copies } },
        if: { receiptCopies: order.receiptCopies, accountId: order.accountId },
      },
      audit,
    ],
    { pk: audit.put.pk, sk: audit.put.sk },
  )
  return { url: await ctx.files.downloadUrl(key), copies }
}
