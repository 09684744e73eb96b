import { expect, test } from 'vitest'
import { kitWords, type Words } from '../kit/words'
import { billingWords } from './billing/words'
import { forumWords } from './forum/words'
import { identityWords } from './identity/words'
import { invoiceWords } from './invoices/words'
import { homeWords } from './insight/words'
import { messageWords } from './messages/words'
import { noticeWords } from './notices/words'
import { basketWords } from './payments/basket-words'
import { linkWords } from './payments/link-words'
import { refundWords } from './payments/refund-words'
import { paymentWords } from './payments/words'
import { visitorWords } from './visitors/words'
import { ownerWords } from './words'

const all: Record<string, Words<Record<string, string | ((...values: never[]) => string)>>> = {
  kitWords,
  ownerWords,
  homeWords,
  billingWords,
  forumWords,
  identityWords,
  invoiceWords,
  messageWords,
  noticeWords,
  visitorWords,
  paymentWords,
  basketWords,
  linkWords,
  refundWords,
}
/** A function's words with its values left out: its source holds them. */
const textOf = (word: unknown): string => (typeof word === 'function' ? word.toString() : String(word))

test.each(Object.keys(all))('%s: 违约金 and never 滞纳金, no threat of water, power, gas or heat, no blame', name => {
  const words = all[name]
  for (const word of [...Object.values(words?.standard ?? {}), ...Object.values(words?.larger ?? {})])
    expect(textOf(word)).not.toMatch(/滞纳金|停水|停电|停气|停暖|断水|断电|欠费|！/)
})

test.each(Object.keys(all))('%s: no English and no code in what is read', name => {
  const words = all[name]
  for (const word of Object.values(words?.standard ?? {}).filter(each => typeof each === 'string'))
    expect(word).not.toMatch(/[A-Za-z]{2,}/)
})

test('长辈版 says 交, wherever the standard type says 缴', () => {
  for (const words of Object.values(all))
    for (const word of Object.values(words.larger)) expect(textOf(word)).not.toContain('缴')
})
