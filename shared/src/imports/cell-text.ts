import { FORMULA_WITHOUT_VALUE, type ImportProblemCode } from './schema'

/** What a cell says: a value (perhaps with a warning), nothing (`value` undefined), or why it cannot be used. */
export type CellReading<T> = { value?: T; warning?: ImportProblemCode; used?: string } | { error: ImportProblemCode }

/** Half-width characters, no invisible ones, no apostrophe that only marks a text cell, no space at the ends. */
export const plainText = (raw: string): string =>
  raw
    .normalize('NFKC')
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .trim()
    .replace(/^'+/, '')

/** A formula that failed or was saved without its result, else undefined. */
export function formulaProblem(raw: string): ImportProblemCode | undefined {
  if (raw === FORMULA_WITHOUT_VALUE || /^=[\w(+\-$"]/.test(raw)) return 'formula_no_value'
  return /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)$/.test(raw)
    ? 'formula_error'
    : undefined
}
