type Of = { communityId: string; invoiceId: string }

export const invoiceUrl = ({ communityId, invoiceId }: Of): string =>
  `/invoices/invoice/index?communityId=${communityId}&invoiceId=${invoiceId}`

/** 开发票 for these bills of a room, or for whichever are chosen there. */
export const requestUrl = (roomId: string, billIds: readonly string[] = []): string =>
  `/invoices/request/index?roomId=${roomId}${billIds.length > 0 ? `&bills=${billIds.join()}` : ''}`
