import { MiniError } from './mini-error'

const calendar = String.raw`(\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?|\d{4}[-年/.]\d{1,2}月?|\d{1,2}[-月/.]\d{1,2}日?)`
const clock = String.raw`\d{1,2}:\d{2}(:\d{2})?`
const moment = `(${calendar} ?)?${clock}`
const day = `${calendar}( ?${clock})?`

/** 订阅消息参数值内容限制: what each kind of keyword may hold; the kind is the name without its number. */
const kinds: Record<string, RegExp> = {
  thing: /^.{1,20}$/,
  number: /^-?\d{1,32}(\.\d+)?$/,
  letter: /^[A-Za-z]{1,32}$/,
  symbol: /^[^\p{L}\p{N}]{1,5}$/u,
  character_string: /^[\x21-\x7e]{1,32}$/,
  time: new RegExp(`^${moment}(~${moment})?$`),
  date: new RegExp(`^${day}(~${day})?$`),
  amount: /^[¥￥$€]?\d{1,10}(\.\d{1,2})?元?$/,
  phone_number: /^[\d\-+() ]{1,17}$/,
  car_number: /^.{1,8}$/u,
  name: /^([\p{Script=Han}·]{1,10}|[A-Za-z .]{1,20})$/u,
  phrase: /^\p{Script=Han}{1,5}$/u,
}

/** Refuses a value that its keyword cannot hold, as the real interface does (47003). */
export function checkTemplateData(data: Record<string, string>): void {
  for (const [name, value] of Object.entries(data)) {
    const pattern = kinds[name.replace(/\d+$/, '')]
    if (!pattern?.test(value)) throw new MiniError(47003, `argument invalid! data.${name}.value invalid`)
  }
}

export function flatten(data: Record<string, { value: string | number }>): Record<string, string> {
  return Object.fromEntries(Object.entries(data).map(([name, { value }]) => [name, String(value)]))
}
