import { isLarger, useTypeSize } from './type-size'
import { plainly, type Word, type Words } from './words'

/** The words of the type size that is on. */
export const useWords = <T extends Record<string, Word>>(words: Words<T>): T =>
  isLarger(useTypeSize()) ? words.larger : words.standard

/** Says a sentence that came from the server as this type size says it. */
export const useSaid = (): ((text: string) => string) => (isLarger(useTypeSize()) ? plainly : asItIs)
const asItIs = (text: string): string => text
