import type { PaymentWords } from './words'

/**
 * What somebody can do about a bank's or channel's refusal: by the words that WeChat and the banks use. The first that fits
 * counts; anything else keeps the reason with the general way out.
 */
const advice: readonly [RegExp, keyof Pick<PaymentWords, RefusalWord>][] = [
  [/限额|超过.*额|额度/, 'refusedLimit'],
  [/余额不足|资金不足/, 'refusedBalance'],
  [/密码/, 'refusedPassword'],
  [/风险|安全|异常|冻结|司法/, 'refusedRisk'],
  [/实名|身份|未绑|绑定银行卡/, 'refusedIdentity'],
  [/维护|升级|暂停服务/, 'refusedMaintenance'],
  [/过期|已关闭/, 'refusedExpired'],
]
type RefusalWord =
  | 'refusedLimit'
  | 'refusedBalance'
  | 'refusedPassword'
  | 'refusedRisk'
  | 'refusedIdentity'
  | 'refusedMaintenance'
  | 'refusedExpired'

/** 「银行卡余额不足，可以换张卡再试，或到前台缴」 */
export function refusalLine(reason: string | undefined, words: PaymentWords): string {
  if (!reason) return words.refusedBare
  const found = advice.find(([pattern]) => pattern.test(reason))
  return found ? `${reason}，${words[found[1]]}` : words.refusedLine(reason)
}
