import { type Channel, channelNames } from '@linli/shared/payments/schema'

/** WeChat's reviewers refuse what names another payment app: what came that way is told without it there. */
const namesInWechat: Record<Channel, string> = {
  wechat: '微信支付',
  alipay: '其他线上支付',
  cash: '现金',
  pos: '刷卡',
  transfer: '转账',
  cheque: '支票',
  bank_batch: '银行代扣',
  prepayment: '预存款抵扣',
}

/** How money came, in the words that this build may say. */
export const channelName = (channel: Channel): string =>
  LINLI_NAMES_ALIPAY ? channelNames[channel] : namesInWechat[channel]
