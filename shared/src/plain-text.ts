import * as z from 'zod'

/** Zero-width, bidirectional and other control characters: they hide what a text says. Line breaks are text. */
const hidden = /[\p{Cf}\p{Co}\p{Cs}]|(?!\n)\p{Cc}/u
/** The joiner inside of one picture of several, as phones type a family: it is seen. */
const joined = /([\u{2190}-\u{2BFF}\u{1F000}-\u{1FAFF}]\uFE0F?)\u200D(?=[\u{2190}-\u{2BFF}\u{1F000}-\u{1FAFF}])/gu

/** What somebody typed for others to read, in one line or more: trimmed, `most` characters, nothing in it that is not seen. */
export const plainText = (what: string, most: number) =>
  z
    .string()
    .trim()
    .min(1, `请填写${what}`)
    .max(most, `${what}最多 ${most} 字`)
    .refine(text => !hidden.test(text.replace(joined, '$1')), `${what}里有看不见的字符，请重新输入`)

/** The same in a single line. */
export const oneLine = (what: string, most: number) =>
  plainText(what, most).refine(text => !text.includes('\n'), `${what}要写在一行里`)
