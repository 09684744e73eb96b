import { addDays, addMonths, type BusinessDate } from '../time'

const years = 3
/** Days before the end of a limitation period at which the office is warned. */
export const warnedDays = 90

/**
 * The last day of a bill's limitation period: three years from its due date (民法典 188, counted by calendar years: 200
 * to 202, so 29 February ends on the 28th), begun anew by a reminder that is proven to have reached the payer, or by a
 * part payment (195). What comes after the end begins nothing.
 */
export function limitationEnd(dueDate: BusinessDate, restarts: readonly BusinessDate[]): BusinessDate {
  return [...restarts]
    .sort()
    .reduce(
      (end, restart) => (restart <= end && restart > dueDate ? later(end, yearsAfter(restart)) : end),
      yearsAfter(dueDate),
    )
}

const yearsAfter = (date: BusinessDate): BusinessDate => addMonths(date, 12 * years)
const later = (a: BusinessDate, b: BusinessDate): BusinessDate => (a > b ? a : b)

/** Whether the office should be told on this day. */
export const isExpiring = (expiresOn: BusinessDate, today: BusinessDate): boolean =>
  expiresOn <= addDays(today, warnedDays)
