import type { MonthOfReconciliation, Reconciliation } from '@linli/shared/payments/reconciliation-schema'
import { daysInMonth, monthStart } from '@linli/shared/time'
import { yuan } from '../kit/format'
import type { Tone } from '../kit/tag'
import { reconciliationWords } from './reconciliation-words'

type TillDay = MonthOfReconciliation['tills'][number]['days'][number]
export type Mark = { tone: Tone; word: string }
const { marks } = reconciliationWords

/** What a merchant's day is called in the calendar. */
export function markOf(day: Reconciliation | undefined): Mark {
  if (!day) return { tone: 'closed', word: marks.none }
  if (day.open > 0) return { tone: 'due', word: marks.different(day.open) }
  if (day.state === 'done') return { tone: 'ok', word: marks.even }
  return day.wait === undefined || day.wait === 'creating'
    ? { tone: 'info', word: marks.waiting }
    : { tone: 'danger', word: marks.failed }
}

/** The same of a till's day: one that is signed and checked is even, or over or short by what was counted. */
export function tillMarkOf(day: TillDay | undefined): Mark {
  if (!day) return { tone: 'closed', word: marks.none }
  if (day.state === 'open') return { tone: 'info', word: marks.tillOpen }
  const fen = day.differenceFen ?? 0
  if (fen > 0) return { tone: 'due', word: marks.tillOver(yuan(fen)) }
  if (fen < 0) return { tone: 'due', word: marks.tillShort(yuan(-fen)) }
  return day.state === 'closed' ? { tone: 'info', word: marks.tillClosed } : { tone: 'ok', word: marks.even }
}

/** The days of a month in weeks that begin on Monday; undefined before the first. */
export function cellsOf(month: string): (string | undefined)[] {
  const first = new Date(`${monthStart(month)}T00:00:00Z`).getUTCDay()
  const before = Array.from<undefined>({ length: (first + 6) % 7 })
  const days = Array.from({ length: daysInMonth(month) }, (_, i) => `${month}-${String(i + 1).padStart(2, '0')}`)
  return [...before, ...days]
}
