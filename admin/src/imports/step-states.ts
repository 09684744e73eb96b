import type { Import } from '@linli/shared/imports/api'
import type { ImportDetail } from '@linli/shared/imports/detail'
import * as z from 'zod'
import { differing } from './sheet-sums'
import { stepWords } from './words'

export const Step = z.enum(['sheets', 'places', 'problems', 'totals'])
export type Step = z.infer<typeof Step>

const words = stepWords.states

/** What each step has for a person to look at, in words; nothing where it is fine. */
export function stepStates(
  { counts }: Pick<Import, 'counts'>,
  { tables, places, totals }: Pick<ImportDetail, 'tables' | 'places' | 'totals'>,
): Record<Step, string | undefined> {
  const guesses = tables.reduce(
    (sum, { guessed, columns }) => sum + (guessed ? 1 : 0) + columns.filter(column => column.guessed).length,
    0,
  )
  const bad = counts.bad + counts.duplicate
  const wrong = differing(totals.sheetTotals).length
  const isUnknown = tables.every(({ kind }) => kind === 'skip')
  return {
    sheets: isUnknown ? words.unknown : guesses > 0 ? words.look(guesses) : undefined,
    places: places && places.refusedRows > 0 ? words.unread(places.refusedRows) : undefined,
    problems: bad > 0 ? words.rows(bad) : undefined,
    totals: wrong > 0 ? words.differs(wrong) : undefined,
  }
}
