import { addDays, beijingDate, type BusinessDate, instantAt } from '../time'

/** The channels make a day's bill by this time of the next one (交易账单: 次日 10 点后). */
const readyAt = '10:00'

/** The days, oldest first, whose bill should be there at this instant: at most so many. */
export function daysWithBill(now: string, most: number): BusinessDate[] {
  const today = beijingDate(now)
  const last = now >= instantAt(today, readyAt) ? addDays(today, -1) : addDays(today, -2)
  return Array.from({ length: most }, (_, i) => addDays(last, i - most + 1))
}
