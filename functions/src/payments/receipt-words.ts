import { channelNames } from '@linli/shared/payments/schema'
import type { Receipt } from '@linli/shared/payments/receipt-schema'

export const ink = '#1F2421'
export const faint = '#646B66'

/** What both papers say. */
export const notInvoice = '本收据不作为发票。'
export const reprint = (copies: number): string => `补打 第 ${copies - 1} 次`
export const titleOf = ({ red, isDeposit }: Receipt): string =>
  `${isDeposit ? '押金' : '收款'}收据${red ? '（红字）' : ''}`

export const channelLine = ({ channel, transactionId }: Receipt): string[] => [
  `付款方式：${channelNames[channel]}`,
  ...(transactionId ? [`渠道单号：${transactionId}`] : []),
]

export const cashierLine = ({ cashierName, channel }: Receipt): string =>
  `收款人：${cashierName ?? (channel === 'prepayment' ? '系统自动抵扣' : '线上自动收款')}`

/** Of a red receipt: which one it takes back, and why. */
export const redLine = ({ red }: Receipt): string | undefined =>
  red && `冲销收据：${red.ofSerial ?? '编号生成中'}    原因：${red.reason}`
