import type { ImportProblem } from './schema'

const personal = /^(?:phone|id|contact)_/
/** A number of a person is at least this long in any column. */
const surelyPersonal = 11

/**
 * A problem's value as a screen may show it. In a phone or ID column every number is masked but its ends, elsewhere
 * those as long as a mobile number; the file to be corrected keeps them whole.
 */
export function maskProblemValue({ code, value }: Pick<ImportProblem, 'code' | 'value'>): string {
  const isPersonal = personal.test(code)
  return maskLong(value, run => {
    if (!isPersonal) return run
    return run.length >= 7 ? masked(run, 2, 2) : masked(run, 0, 0)
  })
}

/** A text with every number as long as a mobile number masked; `shorter` says how the others are shown. */
export const maskLong = (value: string, shorter = (run: string): string => run): string =>
  value
    .normalize('NFKC')
    .replace(/[0-9A-Za-z]+/g, run => (run.length >= surelyPersonal ? masked(run, 3, 4) : shorter(run)))

const masked = (run: string, head: number, tail: number): string =>
  run.slice(0, head) + '*'.repeat(run.length - head - tail) + run.slice(run.length - tail)
