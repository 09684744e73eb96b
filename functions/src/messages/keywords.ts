import { formatScaled, yuanScale } from '@linli/shared/money'
import { formatDateTime, formatFullDate } from '@linli/shared/time'

/**
 * What a keyword of a subscription template may hold; its name says of which kind it is (thing1, phrase2). WeChat refuses
 * the whole message otherwise (47003). Document: 订阅消息参数值内容限制.
 */
const limits: Record<string, RegExp> = {
  thing: /^[^\n\r\t]{1,20}$/,
  phrase: /^\p{Script=Han}{1,5}$/u,
  amount: /^\d{1,10}\.\d{2}元$/,
  time: /^\d{4}年\d{1,2}月\d{1,2}日 \d{2}:\d{2}$/,
  date: /^\d{4}年\d{1,2}月\d{1,2}日$/,
}

/** The names of those that WeChat would refuse. */
export const badKeywords = (data: Record<string, string>): string[] =>
  Object.keys(data).filter(name => !limits[name.replace(/\d+$/, '')]?.test(data[name] ?? ''))

const mostUnits = 20
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]+/gu

/** 事物: 20 characters, counted as a browser counts them; what does not fit ends in …, and nothing is cut in two. */
export function thing(text: string): string {
  const plain = text.replace(unseen, ' ').replace(/\s+/g, ' ').trim()
  if (plain.length <= mostUnits) return plain || '－'
  let kept = ''
  for (const char of plain) {
    if (kept.length + char.length > mostUnits - 1) break
    kept += char
  }
  return `${kept}…`
}

/** 金额: digits without commas. */
export const amount = (fen: number): string => `${formatScaled(fen, yuanScale)}元`
export const moment = formatDateTime
export const day = formatFullDate
