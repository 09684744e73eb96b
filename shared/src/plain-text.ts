import * as z from 'zod'

/** Zero-width, bidirectional and other control characters: they hide what a text says. Line breaks are text. */
const hidden = /[\p{Cf}\p{Co}\p{Cs}]|(?!\n)\p{Cc}/u
/** The joiner inside of one picture of several, as phones type a family: it is seen. */
const joined = /([\u{2190}-\u{2BFF}\u{1F000}-\u{1FAFF}]\uFE0F?)\u200D(?=[\u{2190}-\u{2BFF}\u{1F000}-\u{1FAFF}])/gu

/** `what` without anything in it that is not seen. */
export const visible = (what: string, typed: z.ZodString) =>
  typed.refine(text => !hidden.test(text.replace(joined, '$1')), `${what}里有看不见的字符，请重新输入`)

/** What somebody typed for others to read, in one line or more: trimmed, `most` characters, nothing in it that is not seen. */
export const plainText = (what: string, most: number) =>
  visible(what, z.string().trim().min(1, `请填写${what}`).max(most, `${what}最多 ${most} 字`))

/** The same in a single line. */
export const oneLine = (what: string, most: number) =>
  plainText(what, most).refine(text => !text.includes('\n'), `${what}要写在一行里`)

/** Why something is done, for whoever reads its record. */
export const reasonText = (most = 200) =>
  visible('原因', z.string().trim().min(2, '请写明原因').max(most, `原因最多 ${most} 字`))
