import * as z from 'zod'

/** The signature in front of every text. */
export const sign = '邻里物业'

/** Texts as the provider approved them; an office registers the same. */
export const templates: Record<string, string> = {
  SMS_REMINDER: '${room} 有 ${count} 笔费用已过期 ${days} 天，共 ${amount} 元。有困难或疑问，可以和物业说：${phone}',
  SMS_DUE: '${room} 有 ${count} 笔费用共 ${amount} 元，${date}前缴。有困难或疑问，可以和物业说：${phone}',
  SMS_URGENT: '${publisher}紧急通知：${title}。有疑问请打 ${phone}',
  SMS_JOINED: '${who}加入了 ${room}，不认识请联系物业',
}

const longest = 35
const illegal = /[\p{Extended_Pictographic}【】]/u

/** The text of a template; undefined when a variable is missing, longer than the provider takes, or has signs that it does not. */
export function textOf(code: string, param: string): string | undefined {
  const parsed = z.record(z.string(), z.string()).safeParse(json(param))
  if (!parsed.success) return undefined
  let isWhole = true
  const text = templates[code]?.replace(/\$\{(\w+)\}/g, (_, name: string) => {
    const value = parsed.data[name]
    if (value === undefined || value === '' || [...value].length > longest || illegal.test(value)) isWhole = false
    return value ?? ''
  })
  return isWhole && text !== undefined ? `【${sign}】${text}` : undefined
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
