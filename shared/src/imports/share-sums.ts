import type { ImportRecord } from './record'
import { addProblem, type RowResult } from './row-result'

const WHOLE = 10_000

/**
 * Says where the shares of a room's owners do not make the whole: one is not written, or one is wrong. They go in as they
 * are written: who owns how much is no question of arithmetic, and bills do not follow it (民法典 307).
 */
export function warnOfShareSums(results: readonly RowResult[]): void {
  for (const result of results) {
    if (result.status !== 'ready') continue
    for (const record of result.records) {
      const shares = sharesIn(record)
      const sum = shares.reduce<number>((total, share) => total + (share ?? 0), 0)
      // Each share was rounded to 1/10,000: three thirds are 9,999.
      if (shares.every(share => share === undefined) || Math.abs(sum - WHOLE) <= shares.length) continue
      addProblem(result, 'share', 'share_sum', { used: `${sum / 100}%` })
    }
  }
}

function sharesIn(record: ImportRecord): (number | undefined)[] {
  if (record.kind === 'room')
    return record.ownerName === undefined
      ? []
      : [record.ownerShareBp, ...(record.coOwners ?? []).map(({ shareBp }) => shareBp)]
  if (record.kind !== 'residents') return []
  return record.people.filter(({ role }) => role === 'owner').map(({ shareBp }) => shareBp)
}
