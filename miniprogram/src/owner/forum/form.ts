import { type GroupBuy, type LostFound, type Post, PostKind, type Said } from '@linli/shared/forum/schema'
import { formatYuan, parseYuan } from '@linli/shared/money'
import { BusinessDate } from '@linli/shared/time'
import * as z from 'zod'

/** What somebody typed so far, as they typed it: of every kind, so that changing one's mind loses nothing. */
export const Form = z.object({
  kind: PostKind,
  text: z.string(),
  topic: z.string(),
  item: z.string(),
  price: z.string(),
  wanted: z.string(),
  until: BusinessDate.optional(),
  pickUp: z.string(),
  what: z.enum(['lost', 'found']),
  where: z.string(),
  on: BusinessDate.optional(),
})
export type Form = z.infer<typeof Form>

export const blank: Form = {
  kind: 'chat',
  text: '',
  topic: '',
  item: '',
  price: '',
  wanted: '',
  pickUp: '',
  what: 'lost',
  where: '',
}
export const isBlank = ({ text, item, where }: Form): boolean => `${text}${item}${where}`.trim() === ''

export const priceIsBad = ({ price }: Form): boolean => price.trim() !== '' && (parseYuan(price.trim()) ?? 0) <= 0
export const wantedIsBad = ({ wanted }: Form): boolean => wanted.trim() !== '' && wantedOf(wanted) === undefined

const wantedOf = (typed: string): number | undefined => {
  const wanted = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : 0
  return wanted >= 2 ? wanted : undefined
}

/** What is sent of it: the fields of its kind alone. Nothing while something that has to be there is not. */
export function saidOf(form: Form): Said | undefined {
  const text = form.text.trim()
  const group = form.kind === 'group_buy' ? groupOf(form) : null
  const found = form.kind === 'lost_found' ? foundOf(form) : null
  if (text === '' || group === undefined || found === undefined) return undefined
  return { text, ...(form.topic && { topic: form.topic }), ...(group && { group }), ...(found && { found }) }
}

function groupOf(form: Form): GroupBuy | undefined {
  const { item, pickUp, until } = form
  const wanted = wantedOf(form.wanted)
  if (!item.trim() || !pickUp.trim() || !until || wanted === undefined || priceIsBad(form)) return undefined
  const priceFen = parseYuan(form.price.trim())
  return { item: item.trim(), ...(priceFen && { priceFen }), wanted, until, pickUp: pickUp.trim() }
}

const foundOf = ({ what, where, on }: Form): LostFound | undefined =>
  where.trim() && on ? { what, where: where.trim(), on } : undefined

/** One's own post as it would be typed again. */
export const formOf = ({ kind, text, topic = '', group, found }: Post): Form => ({
  ...blank,
  kind: PostKind.parse(kind),
  text,
  topic,
  ...(group && {
    ...group,
    price: group.priceFen === undefined ? '' : formatYuan(group.priceFen).replace(/,/g, ''),
    wanted: String(group.wanted),
  }),
  ...found,
})
