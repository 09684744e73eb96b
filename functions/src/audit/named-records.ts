import type { AuditRecord } from '@linli/shared/audit/schema'
import { loadRooms } from '../communities/rooms'
import type { Context } from '../context'
import { accountNames, staffNames } from '../identity/names-of'
import { companyOf, loadPersons } from '../people/person'

type Page = { items: AuditRecord[]; cursor?: string }

/**
 * A page of records with what people call the rooms and persons in it, as of now: names are never stored in a record, so
 * a correction or a deletion needs no rewriting. Four reads beside the page's own.
 */
export async function namedRecords(ctx: Context, communityId: string, page: Page): Promise<Page> {
  const { items } = page
  const about = (type: string) => items.filter(each => each.objectType === type).map(each => each.objectId)
  const residents = items.flatMap(({ personId }) => (personId === undefined ? [] : [personId]))
  const accounts = items.filter(each => each.actorKind === 'account').map(each => each.actorId)
  const [rooms, persons, staff, payers] = await Promise.all([
    named(about('room'), async ids => codesOf(await loadRooms(ctx, communityId, ids))),
    named([...about('person'), ...residents], async ids =>
      namesOf(await loadPersons(ctx, companyOf(ctx, communityId), ids)),
    ),
    named(about('staff'), ids => staffNames(ctx, ids)),
    named([...about('account'), ...accounts], ids => accountNames(ctx, communityId, ids)),
  ])
  const objects: Record<string, Map<string, string>> = { room: rooms, person: persons, staff, account: payers }
  return {
    ...page,
    items: items.map(record => ({
      ...record,
      actorName: record.actorName ?? payers.get(record.actorId),
      objectName: objects[record.objectType]?.get(record.objectId),
      personName: record.personId === undefined ? undefined : persons.get(record.personId),
    })),
  }
}

const atOnce = 100

/** The names of all these, each asked for once. */
async function named(
  ids: string[],
  read: (ids: string[]) => Promise<Map<string, string>>,
): Promise<Map<string, string>> {
  const all = [...new Set(ids)]
  const parts = Array.from({ length: Math.ceil(all.length / atOnce) }, (_, i) =>
    all.slice(i * atOnce, (i + 1) * atOnce),
  )
  return new Map((await Promise.all(parts.map(read))).flatMap(part => [...part]))
}

const codesOf = (rooms: ({ roomId: string; code: string } | undefined)[]) =>
  new Map(rooms.flatMap(room => (room ? [[room.roomId, room.code] as const] : [])))
const namesOf = (persons: ({ personId: string; name: string } | undefined)[]) =>
  new Map(persons.flatMap(person => (person ? [[person.personId, person.name] as const] : [])))
