import type { ImportDetail, KindCount } from '@linli/shared/imports/detail'
import { type RecordKind, recordKindNames, recordOrder } from '@linli/shared/imports/record'
import type { PlaceRule } from '@linli/shared/imports/settings'
import { count } from '../kit/format'
import { confirmWords as words } from './words'

const units: Record<RecordKind, string> = {
  fee_item: '项',
  room: '间',
  residents: '户',
  assignment: '条',
  space: '个',
  vehicle: '辆',
  meter: '块',
  paid_through: '条',
  arrears: '笔',
  prepayment: '笔',
  deposit: '笔',
  history: '笔',
}
const drafts: readonly RecordKind[] = ['arrears', 'prepayment', 'deposit']

/** 房屋 2,981 间、期初欠费 12 笔: what will be written, in the order in which it is. */
export function kindsText(byKind: readonly KindCount[]): string {
  return recordOrder
    .flatMap(kind => byKind.filter(each => each.kind === kind && each.ready > 0))
    .map(({ kind, ready }) => `${recordKindNames[kind]} ${count(ready)} ${units[kind]}`)
    .join('、')
}

/** The pages on which what was imported stands, each once. */
const pagesOf: Record<
  RecordKind,
  'rooms' | 'fees' | 'assignments' | 'spaces' | 'vehicles' | 'meters' | 'opening' | 'history'
> = {
  fee_item: 'fees',
  room: 'rooms',
  residents: 'rooms',
  assignment: 'assignments',
  space: 'spaces',
  vehicle: 'vehicles',
  meter: 'meters',
  paid_through: 'rooms',
  arrears: 'opening',
  prepayment: 'opening',
  deposit: 'opening',
  history: 'history',
}
export const pagesAfter = (byKind: readonly KindCount[]) => [
  ...new Set(byKind.filter(({ ready }) => ready > 0).map(({ kind }) => pagesOf[kind])),
]

/** Exactly what a confirmation does, and what it does not. */
export function writingSentences(byKind: readonly KindCount[], badRows: number): string[] {
  const has = (kinds: readonly RecordKind[]) => byKind.some(({ kind, ready }) => ready > 0 && kinds.includes(kind))
  return [
    words.will(kindsText(byKind)),
    ...(has(['room']) ? [words.owners] : []),
    ...(has(['space']) ? [words.vehicles] : []),
    ...(has(drafts) ? [words.drafts] : []),
    ...(has(['history']) ? [words.history] : []),
    ...(badRows > 0 ? [words.left(badRows)] : []),
    words.whole,
  ]
}

/** The button names its effect: 导入 2,981 间房屋, or how many of everything. */
export function writingButton(byKind: readonly KindCount[]): string {
  const ready = byKind.filter(each => each.ready > 0)
  const total = ready.reduce((sum, each) => sum + each.ready, 0)
  const [only] = ready
  return ready.length === 1 && only
    ? `导入 ${count(total)} ${units[only.kind]}${recordKindNames[only.kind]}`
    : `导入 ${count(total)} 条`
}

/** The community's rules are no longer those that the file was read by. */
export function rulesDiffer(now: readonly PlaceRule[], read: ImportDetail['rules']): boolean {
  const text = (rules: readonly PlaceRule[]) =>
    rules
      .map(({ ruleId, kind, from, to }) => JSON.stringify([ruleId, kind, from, to]))
      .sort()
      .join()
  return text(now) !== text(read)
}
