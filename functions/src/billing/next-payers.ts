import type { NextPayer } from '@linli/shared/billing/bulk-schema'
import type { NamedPayer } from '@linli/shared/billing/registers'
import type { RoomTerms } from '@linli/shared/billing/room-terms'
import { AppError } from '@linli/shared/errors'
import { addDays, type BusinessDate } from '@linli/shared/time'
import type { ChargedRoom } from '../communities/charged-room'
import type { ItemCover } from './cover'
import type { StoredFeeItem } from './fee-item-store'
import { type Developer, payerSpans } from './payer-spans'
import { checkedTerms } from './set-room-terms'
import { takesPayers } from './takes-terms'
import { bulkProblems, fieldProblems, nobodyPays } from './words'

type Terms = ItemCover['terms']
type Of = { room: ChargedRoom; item: StoredFeeItem; developer: Developer; terms: Terms }
const mostPayers = 5

/**
 * What is agreed of a room and fee item once somebody else pays from a day on: who paid before keeps the days before it, what
 * was agreed for later days is over. Undefined: nothing is agreed any more. Throws with the reason where it cannot be changed.
 */
export function nextTerms({ room, item, developer, terms }: Of, payer: NextPayer, from: BusinessDate) {
  if (!takesPayers(item)) throw refused(fieldProblems.noTerms)
  if (item.scope === 'assigned' && !terms) throw refused(bulkProblems.noAgreement)
  if (terms?.exemptReason !== undefined) throw refused(bulkProblems.exempt)
  if (terms?.gaps?.length) throw refused(bulkProblems.toldGaps)
  const payers = nextPayers(terms?.payers ?? [], payer, from)
  if (payers.length > mostPayers) throw refused(bulkProblems.payersFull)
  const { payers: before, ...others } = terms ?? {}
  const next = checkedTerms({ ...others, ...(payers.length > 0 && { payers }) }, room, developer)
  if (sameText(before ?? [], next.payers ?? [])) throw refused(bulkProblems.samePayer)
  return isEmpty(next) && item.scope !== 'assigned' ? undefined : next
}

/** Who pays by day, once it is somebody else from `from` on. */
export function nextPayers(before: readonly NamedPayer[], payer: NextPayer, from: BusinessDate): NamedPayer[] {
  const dayBefore = addDays(from, -1)
  const isPaying = ({ name, from: since = '', to }: NamedPayer) =>
    payer.kind === 'named' && name === payer.name && since <= from && to === undefined
  const paying = before.find(isPaying)
  if (paying) return before.filter(each => each === paying || (each.from ?? '') < from)
  const kept = before
    .filter(each => each.from === undefined || each.from < from)
    .map(each => (each.to === undefined || each.to > dayBefore ? { ...each, to: dayBefore } : each))
  return payer.kind === 'law' ? kept : [...kept, { name: payer.name, from }]
}

/** Who pays on a day, in words. */
export const payerOnDay = (
  room: ChargedRoom,
  developer: Developer,
  terms: Pick<RoomTerms, 'payers'> | undefined,
  day: BusinessDate,
): string => payerSpans(room, developer, { from: day, to: day }, { named: terms?.payers })[0]?.payer?.name ?? nobodyPays

const isEmpty = (terms: RoomTerms) => Object.values(terms).every(value => value === undefined)
const sameText = (a: readonly NamedPayer[], b: readonly NamedPayer[]) => textOf(a) === textOf(b)
const textOf = (payers: readonly NamedPayer[]) =>
  payers.map(({ name, from, to }) => [name, from ?? '', to ?? ''].join('|')).join()
const refused = (message: string) => new AppError('request.invalid', { message })
