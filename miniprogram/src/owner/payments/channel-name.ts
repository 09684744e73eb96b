import type { Channel } from '@linli/shared/payments/schema'

const elsewhere = '其他线上支付'

/** Reviewers refuse what names the other payment app: what came that way is told without its name there. */
const names: Record<Channel, string> = {
  wechat: LINLI_HOST === '微信' ? '微信支付' : elsewhere,
  alipay: LINLI_NAMES_ALIPAY ? '支付宝' : elsewhere,
  cash: '现金',
  pos: '刷卡',
  transfer: '转账',
  cheque: '支票',
  bank_batch: '银行代扣',
  prepayment: '预存款抵扣',
}

/** How money came, in the words that this build may say. */
export const channelName = (channel: Channel): string => names[channel]
