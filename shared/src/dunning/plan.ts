import { addDays, type BusinessDate, beijingDate, daysBetween, formatTime, type Instant, instantAt } from '../time'
import type { DunningPlan, DunningStep } from './schema'

/** The plan that a community begins with; nothing is sent before a person has switched it on. */
export const firstPlan: DunningPlan = {
  on: false,
  steps: [
    { days: -3, channels: ['wechat'] },
    { days: 1, channels: ['wechat', 'sms', 'email'] },
    { days: 15, channels: ['wechat', 'sms', 'email'] },
    { days: 30, channels: ['wechat', 'sms', 'email'] },
    { days: 60, channels: ['letter'] },
  ],
  hour: 10,
  quietFrom: '21:00',
  quietTo: '08:00',
  version: 0,
}

type Owed = { dueDate: BusinessDate; disputed?: boolean | undefined }
export type DueStep = { step: DunningStep; basis: BusinessDate }

/**
 * The steps that a household's open bills have reached today. Of what is overdue, the last step that the oldest
 * undisputed bill has reached: days that were missed are not made up for one by one. Of what falls due soon, the last
 * step that the next due date has reached. `basis` is the due date that a step counts from: a step comes once for it.
 */
export function stepsDue(plan: Pick<DunningPlan, 'steps'>, bills: readonly Owed[], today: BusinessDate): DueStep[] {
  const dates = bills.filter(bill => !bill.disputed).map(bill => bill.dueDate)
  const reached = (basis: BusinessDate | undefined, isMeant: (step: DunningStep) => boolean): DueStep[] => {
    if (basis === undefined) return []
    const days = daysBetween(basis, today)
    const step = plan.steps
      .filter(each => isMeant(each) && each.days <= days)
      .reduce<DunningStep | undefined>((last, each) => (last && last.days >= each.days ? last : each), undefined)
    return step ? [{ step, basis }] : []
  }
  const oldest = earliest(dates.filter(date => date < today))
  const next = earliest(dates.filter(date => date >= today))
  return [...reached(oldest, step => step.days > 0), ...reached(next, step => step.days <= 0)]
}

const earliest = (dates: BusinessDate[]): BusinessDate | undefined =>
  dates.reduce<BusinessDate | undefined>((first, date) => (first && first < date ? first : date), undefined)

/** What a step tells of: what is past due, or before the due date what falls due on that day. Disputed bills never. */
export const billsOfStep = <B extends Owed>(bills: readonly B[], { step, basis }: DueStep, today: BusinessDate): B[] =>
  bills.filter(bill => !bill.disputed && (step.days > 0 ? bill.dueDate < today : bill.dueDate === basis))

/** Who is liable beside the payer is reminded second: from the second step past the due date on (物业管理条例 41). */
export const remindsLiable = (plan: Pick<DunningPlan, 'steps'>, days: number): boolean =>
  plan.steps.some(step => step.days > 0 && step.days < days)

/** The moment from which something may be sent: now, or the end of the quiet hours, which may run over midnight. */
export function speakableFrom(
  { quietFrom, quietTo }: Pick<DunningPlan, 'quietFrom' | 'quietTo'>,
  now: Instant,
): Instant {
  const time = formatTime(now)
  const today = beijingDate(now)
  const overMidnight = quietFrom > quietTo
  const isQuiet = overMidnight ? time >= quietFrom || time < quietTo : time >= quietFrom && time < quietTo
  if (!isQuiet) return now
  return instantAt(overMidnight && time >= quietFrom ? addDays(today, 1) : today, quietTo)
}

/** The next beginning of a day's work, after `now`. */
export function nextRunAt({ hour }: Pick<DunningPlan, 'hour'>, now: Instant): Instant {
  const at = `${String(hour).padStart(2, '0')}:00`
  const today = beijingDate(now)
  const first = instantAt(today, at)
  return first > now ? first : instantAt(addDays(today, 1), at)
}
