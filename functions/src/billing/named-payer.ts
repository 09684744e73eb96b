import type { Payer } from '@linli/shared/billing/schema'
import type { BusinessDate } from '@linli/shared/time'
import type { ChargedRoom } from '../communities/charged-room'
import { type Developer, payerSpans } from './payer-spans'

/**
 * Who a sheet means by a name: people of the room, whenever they were there, or somebody from before Linli who stays with
 * their name. Without a name, who owes by law on `day`. Arrears stay with whoever incurred them: a name that is nobody's
 * here never becomes the present owner. Undefined: no name, and nobody owed on that day.
 */
export function namedPayer(
  room: ChargedRoom,
  developer: Developer,
  day: BusinessDate,
  name: string | undefined,
): Payer | undefined {
  const byLaw = payerSpans(room, developer, { from: day, to: day })[0]?.payer
  if (name === undefined) return byLaw
  if (developer?.name === name) return { kind: 'developer', personIds: [developer.personId], name }
  const names = name.split(separators).filter(part => part !== '')
  const found = names.map(each => there(room, each, day))
  if (found.some(person => person === undefined)) return { kind: 'former', personIds: [], name }
  const people = found.filter(person => person !== undefined)
  const personIds = [...new Set(people.map(person => person.personId))].slice(0, 20)
  const owners = byLaw?.kind === 'owners' ? byLaw.personIds : (byLaw?.alsoLiable ?? [])
  const beside = owners.filter(id => !personIds.includes(id))
  if (people.every(person => person.role === 'owner')) {
    // 民法典 307: who owned on that day owes jointly; a former owner's debt is not theirs.
    const jointly = owners.length > beside.length && beside.length > 0
    return { kind: 'owners', personIds, ...(jointly && { alsoLiable: beside }), name }
  }
  if (people.some(person => person.role === 'tenant'))
    return { kind: 'tenant', personIds, ...(beside.length > 0 && { alsoLiable: beside }), name }
  // A family member pays for the household and owes nothing: who owes by law does.
  return byLaw ?? { kind: 'former', personIds: [], name }
}

const separators = /[、,，/／;；\s]+/

/** The person of that name: one who was there on the day rather than before or after, an owner rather than a tenant. */
function there(room: ChargedRoom, name: string, day: BusinessDate) {
  const roles = ['owner', 'tenant', 'family']
  return room.occupancies
    .filter(each => each.personName === name)
    .map(each => ({ each, away: each.from <= day && (each.to === undefined || day <= each.to) ? 0 : 1 }))
    .sort((a, b) => a.away - b.away || roles.indexOf(a.each.role) - roles.indexOf(b.each.role))[0]?.each
}
