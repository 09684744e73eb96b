import { shelfOf } from '@linli/shared/complaints/rules'
import type { Complaint } from '@linli/shared/complaints/schema'
import { addDays, type BusinessDate, daysBetween } from '@linli/shared/time'
import { Tag } from '../kit/tag'
import { complaintWords as words } from './words'

/** Until when it is answered; while it is open, with a warning from the day before. */
export function DueTag({ complaint: { dueOn, state }, today }: { complaint: Complaint; today: BusinessDate }) {
  const isOpen = shelfOf(state) === 'open'
  if (!isOpen || dueOn > addDays(today, 1)) return <span className="figure">{dueOn}</span>
  if (dueOn < today) return <Tag tone="danger">{words.overdue(daysBetween(dueOn, today))}</Tag>
  return <Tag tone="due">{dueOn === today ? words.dueToday : words.dueTomorrow}</Tag>
}
