import { plainText } from './cell-text'
import { fieldsOfKind, TableField } from './fields'
import { headerWords, ownWords } from './header-words'
import type { TableKind } from './record'

/** What a header means in a kind of table. `rank` 0 is the surest word of its field; a guess comes after all words. */
export type Meaning = { field: TableField; feeName?: string; rank: number; guessed: boolean }

const GUESS = 100
/** Longer texts are no names of columns. */
const LONGEST_HEADER = 100

/**
 * What a header means: spaces, units in brackets, stars and colons do not matter. Amounts and readings may be about a
 * fee or meter that the header names (`物业费欠费`, `冷水表读数`). A header that only contains a known word is a guess.
 */
export function headerMeaning(kind: TableKind, text: string): Meaning | undefined {
  const bare = bareHeader(text)
  if (bare === '') return undefined
  return wordsOf(kind).get(bare) ?? named(kind, bare) ?? guess(kind, bare)
}

/** What a text surely means as a header, without a guess. */
export const knownHeader = (kind: TableKind, text: string): TableField | undefined =>
  wordsOf(kind).get(bareHeader(text))?.field

/** A column that looks like a fee of its own: 物业费, 垃圾费, 出入证; `isDeposit` for 装修押金, 水卡押金. */
export function feeOfHeader(text: string): { feeName: string; isDeposit: boolean } | undefined {
  const bare = bareHeader(text)
  if (!/(?:费|费用|押金|保证金|定金|证|卡|款)$/.test(bare) || bare.length < 2 || bare.length > 20) return undefined
  if (
    /^(?:证|卡|款|费用)$|^各[项类]|收费|缴费|交费|欠|计费|付费|退费|应缴|实缴|应收|实收|已缴|未缴|预存|预缴|预收|余额|证件|身份证|[产权]证|[收付退欠]款/.test(
      bare,
    )
  )
    return undefined
  return { feeName: bare, isDeposit: /(?:押金|保证金|定金)$/.test(bare) }
}

/** The fields in whose header a fee or meter may stand before the word, by kind. */
const afterName: Partial<Record<TableKind, Partial<Record<TableField, RegExp>>>> = {
  balances: {
    paidThrough:
      /^(.{2,12}?)(?:已?[缴交收]费?[至到]|[缴交收]费(?:截止|到期)(?:日期|时间|日)?|到期(?:日期|时间|日)|截止(?:日期|时间|日))$/,
    arrears: /^(.{2,12}?)(?:欠费|欠缴|欠交|欠款|未缴|未交|未收)(?:金额|合计|额)?$/,
    prepayment: /^(.{2,12}?)(?:预存|预[缴交收]|余额)(?:金额|余额|款|费)?$/,
    deposit: /^(.{2,12}?(?:押金|保证金|定金))(?:余额|金额)?$/,
  },
  meters: {
    meterNumber: /^(.{0,6}?(?:水|电|气|热|暖)(?:表|能表|力表|量表)?)(?:表?号|编号|表号码)$/,
    reading:
      /^(.{0,6}?(?:水|电|气|热|暖)(?:表|能表|力表|量表)?)(?:上次|期初|本期|当前|上期|起始)?(?:读数|底数|表底|度数|止度|起度|止码|起码)$/,
    multiplier: /^(.{0,6}?(?:水|电|气|热|暖)(?:表|能表|力表|量表)?)倍率$/,
  },
}

function named(kind: TableKind, bare: string): Meaning | undefined {
  for (const [field, pattern] of entries(afterName[kind] ?? {})) {
    const feeName = pattern.exec(bare)?.[1]
    if (feeName !== undefined) return { field, feeName, rank: 0, guessed: false }
  }
  if (kind !== 'history') return undefined
  const fee = feeOfHeader(bare)
  return fee && { field: fee.isDeposit ? 'deposit' : 'amount', feeName: fee.feeName, rank: 0, guessed: false }
}

/**
 * The known word that ends a longer header, because what a header is about stands last (`业主联系手机` is a phone); else
 * the longest inside it (`现业主姓名`, `联系电话1`). Short words mean too much.
 */
function guess(kind: TableKind, bare: string): Meaning | undefined {
  if (bare.length > 12 || otherPeople.test(bare)) return undefined
  const name = bare.replace(/\d+$/, '')
  const isAboutTime = /(?:时间|日期|开始|结束|起始|截止|人|期间|月份|原因|次数)$/.test(bare)
  let found: { field: TableField; weight: number } | undefined
  for (const [word, { field }] of wordsOf(kind)) {
    if (word.length < 2 || !isGuessable(field, isAboutTime) || !name.includes(word)) continue
    const weight = word.length + (name.endsWith(word) ? LONGEST_HEADER : 0)
    if (weight > (found?.weight ?? 0)) found = { field, weight }
  }
  return found && { field: found.field, rank: GUESS, guessed: true }
}

function isGuessable(field: TableField, isAboutTime: boolean): boolean {
  return !unguessed.includes(field) && !(isAboutTime && amounts.includes(field))
}

/** Headers about somebody or something else than the table's own people. */
export const otherPeople = /^(?:租户|租客|承租人|租赁|开发商|建设单位|家属|家庭成员|紧急联系人|联系人|不导入)/
/** Never guessed: their words are parts of too many others. */
const amounts: readonly TableField[] = ['arrears', 'prepayment', 'deposit', 'price', 'fixedAmount', 'reading']
const unguessed: readonly TableField[] = ['note', 'rowTotal', 'from', 'to', 'amount', 'feeName', 'paid', 'due', 'lift']

const wordMaps = new Map<TableKind, Map<string, Meaning>>()

function wordsOf(kind: TableKind): Map<string, Meaning> {
  const known = wordMaps.get(kind)
  if (known) return known
  const words = new Map<string, Meaning>()
  const own = ownWords[kind] ?? {}
  const learn = (field: TableField, text: string) => {
    for (const [rank, word] of text.split(' ').entries())
      if (!words.has(word)) words.set(word, { field, rank, guessed: false })
  }
  for (const [field, text] of entries(own)) learn(field, text)
  for (const field of fieldsOfKind[kind]) if (!own[field]) learn(field, headerWords[field])
  wordMaps.set(kind, words)
  return words
}

function bareHeader(text: string): string {
  return plainText(text.slice(0, LONGEST_HEADER))
    .replace(/\s+/g, '')
    .replace(/[([{【〔<].*?[)\]}】〕>]/g, '')
    .replace(/[*:：、.]/g, '')
    .replace(/(?:m2|平方米|平米)$/i, '')
}

function entries<T>(of: Partial<Record<TableField, T>>): [TableField, T][] {
  return TableField.options.flatMap(field => {
    const value = of[field]
    return value === undefined ? [] : [[field, value] satisfies [TableField, T]]
  })
}
