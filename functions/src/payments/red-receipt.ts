import { chineseAmount } from '@linli/shared/money'
import type { Receipt } from '@linli/shared/payments/receipt-schema'
import type { Refund } from '@linli/shared/payments/schema'
import { receiptOf } from './receipts'
import type { StoredOrder } from './store'

/** 红字收据 of a refund: its order's receipt with what went back, negative, by whoever gave it back and when. */
export function redReceiptOf(order: StoredOrder, refund: Refund): Receipt {
  const { serial, transactionId: _number, prepaidFen: _prepaid, refundedFen: _sum, ...receipt } = receiptOf(order)
  const { refundId, reason, amountFen, shares, cashierName, number, receiptSerial } = refund
  const at = refund.succeededAt ?? refund.at
  const [whole] = receipt.lines
  const lines = shares.map(({ object, feeItemName, period, payer, principalFen, lateFeeFen }) => ({
    object,
    feeItemName,
    period,
    payerName: payer.name,
    principalFen: 0 - principalFen,
    lateFeeFen: 0 - lateFeeFen,
  }))
  return {
    ...receipt,
    ...(receiptSerial && { serial: receiptSerial }),
    lines: lines.length > 0 || !whole ? lines : [{ ...whole, principalFen: -amountFen }],
    prepaidFen: 0,
    amountFen: -amountFen,
    amountText: chineseAmount(-amountFen),
    ...(number && { transactionId: number }),
    paidAt: at,
    cashierName,
    red: { refundId, reason, ...(serial && { ofSerial: serial }) },
  }
}
