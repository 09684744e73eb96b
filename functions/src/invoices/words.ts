/** What the server itself writes into an invoice's record. */
export const invoiceWords = { refunded: '已退款' }
