import type { Shift } from '@linli/shared/repairs/views'
import { workerWords as words } from './settings-words'

/** 「周一至周五 08:00–17:00」: weekdays of the same hours together. */
export function shiftText(shifts: readonly Shift[]): string {
  const byHours = new Map<string, number[]>()
  for (const { weekday, from, to } of shifts) {
    const hours = `${from}–${to}`
    byHours.set(hours, [...(byHours.get(hours) ?? []), weekday])
  }
  return [...byHours].map(([hours, days]) => `${daysText(days.toSorted((a, b) => a - b))} ${hours}`).join('，')
}

function daysText(days: readonly number[]): string {
  const [first = 1] = days
  const last = days.at(-1) ?? first
  const isRow = days.length > 2 && last - first === days.length - 1
  return isRow ? `${words.weekday(first)}至${words.weekday(last)}` : days.map(words.weekday).join('、')
}

/** Buildings as they are typed: 「1、2, 3栋」 → 1 2 3. */
export const areasOf = (text: string | undefined): string[] => [
  ...new Set(
    (text ?? '')
      .normalize('NFKC')
      .split(/[,、;\s]+/)
      .map(each => each.replace(/[栋幢号楼座]+$/, ''))
      .filter(Boolean),
  ),
]
