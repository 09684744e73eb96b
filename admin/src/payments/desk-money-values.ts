import type { InputOf } from '@linli/shared/contract'
import { parseYuan } from '@linli/shared/money'
import type { deskApi } from '@linli/shared/payments/desk-api'
import type { DeskChannel } from '@linli/shared/payments/schema'
import { deskWords as words } from './desk-words'

/** How it is paid, as typed; `paidBy` is whoever owes until the clerk says otherwise. */
export type Money = {
  channel: DeskChannel
  number: string
  paidOn: string
  paidBy: string | undefined
  tendered: string
}
export const noMoney: Money = { channel: 'cash', number: '', paidOn: '', paidBy: undefined, tendered: '' }

/** The same as the server takes it: each way of paying has its own fields. */
export function moneyOf({
  channel,
  number,
  paidOn,
  paidBy = '',
  tendered,
}: Money): Omit<InputOf<typeof deskApi.collect>, 'communityId' | 'bills'> {
  const who = { channel, paidBy: paidBy.trim() }
  if (channel === 'cash') return { ...who, tenderedFen: tendered === '' ? undefined : parseYuan(tendered) }
  return { ...who, number: number.trim(), paidOn: paidOn === '' ? undefined : paidOn }
}

/** What goes back over the counter: below 0 it is not enough; undefined while an amount is none. */
export function changeOf({ channel, tendered }: Money, totalFen: number | undefined): number | undefined {
  if (totalFen === undefined) return undefined
  if (channel !== 'cash' || tendered === '') return 0
  const tenderedFen = parseYuan(tendered)
  return tenderedFen === undefined ? undefined : tenderedFen - totalFen
}

type Chosen = { count: number; entities: number; totalFen: number | undefined; sumProblem: boolean }

/** Why nothing can be collected yet, in one sentence; nothing when it can. */
export function problemOf(money: Money, { count, entities, totalFen, sumProblem }: Chosen): string | undefined {
  if (count === 0) return words.nothing
  if (entities > 1) return words.mixed
  if (totalFen === undefined || sumProblem) return words.badAmount
  if (!money.paidBy?.trim()) return words.paidByMissing
  if (money.channel !== 'cash' && money.number.trim().length < 2) return words.numberMissing
  const change = changeOf(money, totalFen)
  if (change === undefined) return words.badAmount
  return change < 0 ? words.notEnough : undefined
}
