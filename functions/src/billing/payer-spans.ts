import type { Period } from '@linli/shared/billing/fee-schema'
import type { NamedPayer } from '@linli/shared/billing/registers'
import type { Payer } from '@linli/shared/billing/schema'
import type { Community } from '@linli/shared/communities/schema'
import { addDays, type BusinessDate } from '@linli/shared/time'
import type { ChargedRoom } from '../communities/charged-room'

export type Developer = Community['developer']

/** Days that one payer owes; without `payer` nobody is known who does. */
export type PayerSpan = Period & { payer?: Payer }

/** Who owes instead of whoever owes by law: on days of their own, or on all (`holder`). */
export type Otherwise = { named?: readonly NamedPayer[] | undefined; holder?: Payer | undefined }

/**
 * Who owes which days of a period, in order: who is named for the fee, then who holds what is charged; the developer before
 * the handover and while a room has no owner yet, a tenant by agreement (物业管理条例 41: the owners stay liable), otherwise
 * the owners of each day together (民法典 307).
 */
export function payerSpans(
  room: ChargedRoom,
  developer: Developer,
  period: Period,
  { named = [], holder }: Otherwise = {},
): PayerSpan[] {
  const byLaw = (day: BusinessDate) => holder ?? payerOn(room, developer, day)
  const payerOf = (day: BusinessDate) => namedOn(named, day, byLaw) ?? byLaw(day)
  const cuts = [
    ...(room.handoverDate ? [room.handoverDate] : []),
    ...[...room.occupancies, ...named].flatMap(({ from, to }) => [
      ...(from ? [from] : []),
      ...(to ? [addDays(to, 1)] : []),
    ]),
  ].filter(day => period.from < day && day <= period.to)
  if (cuts.length === 0) return [spanOf(period.from, period.to, payerOf(period.from))]
  const starts = [period.from, ...new Set(cuts.sort())]
  const spans: PayerSpan[] = []
  for (const [i, from] of starts.entries()) {
    const next = starts[i + 1]
    const to = next ? addDays(next, -1) : period.to
    const payer = payerOf(from)
    const last = spans.at(-1)
    if (last && samePayer(last.payer, payer)) last.to = to
    else spans.push(spanOf(from, to, payer))
  }
  return spans
}

/**
 * From which day on anybody owes: without a developer on record an undelivered room owes nothing before its handover.
 * Undefined while it has no handover date.
 */
export function chargedDays(room: ChargedRoom, developer: Developer): { from?: BusinessDate } | undefined {
  if (developer) return {}
  if (room.handoverDate) return { from: room.handoverDate }
  return isUndelivered(room) ? undefined : {}
}

/** Who is named to pay on a day: whoever owes by law stays liable beside them. */
function namedOn(
  named: readonly NamedPayer[],
  day: BusinessDate,
  byLaw: (day: BusinessDate) => Payer | undefined,
): Payer | undefined {
  const found = named.find(({ from, to }) => (!from || from <= day) && (!to || day <= to))
  if (!found) return undefined
  const law = byLaw(day)
  const personIds = found.personId === undefined ? [] : [found.personId]
  const liable = law?.kind === 'tenant' ? [...law.personIds, ...(law.alsoLiable ?? [])] : (law?.personIds ?? [])
  const beside = liable.filter(id => id !== found.personId).slice(0, 20)
  return { kind: 'holder', personIds, ...(beside.length > 0 && { alsoLiable: beside }), name: found.name }
}

function payerOn(room: ChargedRoom, developer: Developer, day: BusinessDate): Payer | undefined {
  const isDelivered = room.handoverDate ? room.handoverDate <= day : !isUndelivered(room)
  if (!isDelivered) return developerPays(developer)
  const owners = peopleOn(room, 'owner', day)
  const tenants = peopleOn(room, 'tenant', day).filter(({ payer }) => payer)
  const ownerIds = idsOf(owners)
  if (tenants.length > 0)
    return {
      kind: 'tenant',
      personIds: idsOf(tenants),
      ...(ownerIds.length > 0 && { alsoLiable: ownerIds }),
      name: namesOf(tenants),
    }
  if (owners.length > 0) return { kind: 'owners', personIds: ownerIds, name: namesOf(owners) }
  const hadOwner = room.occupancies.some(({ role, from }) => role === 'owner' && from <= day)
  return hadOwner ? undefined : developerPays(developer)
}

const spanOf = (from: BusinessDate, to: BusinessDate, payer: Payer | undefined): PayerSpan => ({
  from,
  to,
  ...(payer && { payer }),
})

type Person = ChargedRoom['occupancies'][number]

/** Who is there in this role; the day of a transfer is the new one's. */
function peopleOn(room: ChargedRoom, role: Person['role'], day: BusinessDate): Person[] {
  const there = room.occupancies.filter(
    each => each.role === role && each.from <= day && (each.to === undefined || day <= each.to),
  )
  if (!there.some(each => each.from === day)) return there
  return there.filter(each => each.from === day || each.to !== day)
}

export const isUndelivered = ({ status }: Pick<ChargedRoom, 'status'>) =>
  status === 'unsold' || status === 'undelivered'
const developerPays = (developer: Developer): Payer | undefined =>
  developer && { kind: 'developer', personIds: [developer.personId], name: developer.name }
const idsOf = (people: Person[]) => [...new Set(people.map(({ personId }) => personId))].slice(0, 20)
const namesOf = (people: Person[]) => [...new Set(people.map(({ personName }) => personName))].join('、')

const samePayer = (a: Payer | undefined, b: Payer | undefined): boolean =>
  a === b ||
  (a?.kind === b?.kind &&
    a?.personIds.join() === b?.personIds.join() &&
    (a?.kind !== 'holder' || a.name === b?.name) &&
    (a?.alsoLiable ?? []).join() === (b?.alsoLiable ?? []).join())
