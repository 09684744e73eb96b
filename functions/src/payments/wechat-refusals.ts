import { AppError } from '@linli/shared/errors'
import { type Answer, codeOf } from './wechat-call'

const setUp = '微信收款没有设置好，请先到前台用别的方式缴，并告诉物业核对商户设置'

/** What WeChat Pay refuses with (公共错误码 and those of 下单, 关单, 退款), as a person reads it: what is wrong, what to do. */
const sentences: Record<string, string> = {
  SIGN_ERROR: setUp,
  NO_AUTH: setUp,
  MCH_NOT_EXISTS: setUp,
  MCHID_NOT_EXIST: setUp,
  APPID_MCHID_NOT_MATCH: setUp,
  ACCOUNT_ERROR: setUp,
  ACCOUNTERROR: setUp,
  PARAM_ERROR: '微信没有接受这笔支付，请到前台缴，并把编号告诉物业',
  INVALID_REQUEST: '微信没有接受这笔支付，请关掉后重新付一次',
  OUT_TRADE_NO_USED: '微信没有接受这笔支付，请关掉后重新付一次',
  OPENID_MISMATCH: '付款的微信和登录的不是同一个，请重新登录后再付',
  RULE_LIMIT: '这笔支付超过了微信的限额，请换一张卡、分几次付，或到前台缴',
  BANK_ERROR: '银行暂时没有回应，请换一张卡，或过一会儿再试',
  TRADE_ERROR: '微信没有完成这笔支付，请换一张卡，或到前台缴',
  NOT_ENOUGH: '商户余额不足，请先给商户号充值，再试一次',
  USER_ACCOUNT_ABNORMAL: '对方的微信账户不能收款，请和住户联系，换一种方式退',
  RESOURCE_NOT_EXISTS: '微信没有找到这一笔，请刷新后再看',
}

/** Neither done nor unheard: WeChat says no, and the same request again would hear the same. */
export function refusalOf(answer: Answer): AppError {
  const code = codeOf(answer.data)
  const message = Object.hasOwn(sentences, code) ? sentences[code] : undefined
  return message
    ? new AppError('payments.channel_refused', { message })
    : new AppError(answer.status < 500 && code ? 'payments.channel_refused' : 'payments.channel_down')
}
