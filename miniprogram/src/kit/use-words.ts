import { isLarger, useTypeSize } from './type-size'
import type { Word, Words } from './words'

/** The words of the type size that is on. */
export const useWords = <T extends Record<string, Word>>(words: Words<T>): T =>
  isLarger(useTypeSize()) ? words.larger : words.standard
