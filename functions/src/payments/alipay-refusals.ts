import { AppError } from '@linli/shared/errors'

const setUp = '支付宝收款没有设置好，请先到前台用别的方式缴，并告诉物业核对商户设置'
const another = '请换一种付款方式，或到前台缴'

/** What Alipay refuses a payment with (公共错误码 and those of 统一收单交易创建, 预创建): what is wrong, what to do. */
const sentences: Record<string, string> = {
  'isv.invalid-app-id': setUp,
  'isv.invalid-signature': setUp,
  'isv.insufficient-isv-permissions': setUp,
  'ACQ.ACCESS_FORBIDDEN': setUp,
  'ACQ.PARTNER_ERROR': setUp,
  'ACQ.INVALID_STORE_ID': setUp,
  'ACQ.INVALID_PARAMETER': '支付宝没有接受这笔支付，请到前台缴，并把编号告诉物业',
  'ACQ.CONTEXT_INCONSISTENT': '这笔支付已经用别的账号打开过，请过 15 分钟再试',
  'ACQ.EXIST_FORBIDDEN_WORD': '支付宝没有接受这笔支付的说明文字，请到前台缴，并告诉物业',
  'ACQ.BUYER_SELLER_EQUAL': '付款和收款是同一个支付宝账号，请换一个账号付',
  'ACQ.BUYER_NOT_EXIST': '付款的支付宝和登录的不是同一个，请重新登录后再付',
  'ACQ.BUYER_ENABLE_STATUS_FORBID': `您的支付宝账号暂时不能付款，${another}`,
  'ACQ.PRODUCT_AMOUNT_LIMIT_ERROR': `这笔支付超过了支付宝的限额，${another}`,
  'ACQ.TOTAL_FEE_EXCEED': '这笔支付超过了支付宝的限额，请分几次付，或到前台缴',
  'ACQ.PAYMENT_REQUEST_HAS_RISK': `支付宝认为这笔支付有风险，${another}`,
}

/** Neither done nor unheard: Alipay says no, and the same request again would hear the same. '' is an answer of another form. */
export function refusalOf(subCode: string): AppError {
  if (subCode === '') return new AppError('payments.channel_down')
  const message = Object.hasOwn(sentences, subCode) ? sentences[subCode] : undefined
  return new AppError('payments.channel_refused', message ? { message } : {})
}
