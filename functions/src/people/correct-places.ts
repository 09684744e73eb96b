import * as z from 'zod'
import { auditItem } from '../audit'
import { loadRooms, roomWrite } from '../communities/rooms'
import { type Context, type Deps, makeContext, reaching } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { homesChangedItems } from '../identity/homes'
import { forgetPhoneHomeItems, phoneHomeItems, placeOf } from './move-in'
import { allPlaces, loadPerson } from './person'
import { Place, placeItem, placeKey, type StoredPerson } from './store'

/** So many rooms fit one transaction: 5 writes each, and the person's own. */
export const placesAtOnce = 8

export const CorrectPlacesBody = z.object({ communityId: z.string(), companyId: z.string(), personId: z.string() })

const mostPasses = 10

/**
 * Carries a person's correction to all rooms and homes that still show the earlier one, however many: pass by pass, until
 * one finds none. Safe to run twice, and to be broken off.
 */
export async function correctPlaces(deps: Deps, body: z.output<typeof CorrectPlacesBody>): Promise<void> {
  const { companyId, personId, communityId } = body
  const ctx = makeContext(deps, { kind: 'system' }, [`M#${companyId}#`, `C#${communityId}#`])
  for (let pass = 1; pass <= mostPasses; pass++) {
    let corrected = 0
    for await (const page of allPlaces(ctx, companyId, personId))
      for (let at = 0; at < page.length; at += placesAtOnce)
        corrected += await correctSome(ctx, body, page.slice(at, at + placesAtOnce))
    if (corrected === 0) return
  }
}

/** How many of these were corrected. `seen` may be old: what it says is read again before it is written. */
async function correctSome(ctx: Context, body: z.output<typeof CorrectPlacesBody>, seen: Place[]): Promise<number> {
  const { companyId, personId, communityId } = body
  return deciding(async () => {
    const person = await loadPerson(ctx, companyId, personId)
    if (seen.every(place => place.personVersion >= person.version)) return 0
    const places = await ctx.db.getMany(seen.map(placeKey), Place)
    const stale = places.filter(place => place !== undefined).filter(place => place.personVersion < person.version)
    if (stale.length === 0) return 0
    const corrected = await correctedPlacesItems(ctx, person, stale)
    const audit = auditItem(ctx, {
      communityId,
      action: 'people.correct_places',
      objectType: 'person',
      objectId: personId,
      summary: `更正 ${stale.length} 处房屋上的住户资料`,
    })
    await reaching(ctx, ...corrected.owners).db.transact([...corrected.writes, audit], audit.put)
    return stale.length
  })
}

/** The places with this person's present name and number: places, rooms, ways by number, and bound accounts. */
export async function correctedPlacesItems(
  ctx: Context,
  person: StoredPerson,
  places: Place[],
): Promise<{ writes: Write[]; owners: string[] }> {
  // A person is known once per company, so a correction reaches its other communities too.
  const communities = [...new Set(places.map(place => place.communityId))]
  const owners = ['G#phone#', `M#${person.companyId}#`, ...communities.map(id => `C#${id}#`)]
  const wide = reaching(ctx, ...owners)
  const rooms = (
    await Promise.all(
      communities.map(async id => {
        const here = [...new Set(places.filter(place => place.communityId === id).map(place => place.roomId))]
        return (await loadRooms(wide, id, here)).filter(room => room !== undefined)
      }),
    )
  ).flat()
  const changed = rooms.map(before => ({
    before,
    after: before.occupancies.map(each =>
      each.personId === person.personId ? { ...each, personName: person.name } : each,
    ),
  }))
  const homes = await homesChangedItems(ctx, changed)
  const writes = [
    ...changed.map(({ before, after }) => roomWrite(ctx, before, { occupancies: after }).write),
    ...places.flatMap(place => placeWrites(ctx, person, place)),
    ...homes.writes,
  ]
  return { writes, owners: [...owners, ...homes.owners] }
}

function placeWrites(ctx: Context, person: StoredPerson, place: Place): Write[] {
  const hasEnded = place.removed || (place.to !== undefined && place.to < ctx.today())
  const next: Place = { ...place, ...placeOf(ctx, person, place.role), ...(hasEnded && { phoneHash: undefined }) }
  const old = place.phoneHash === next.phoneHash ? [] : forgetPhoneHomeItems(place)
  return [{ put: placeItem(next) }, ...old, ...phoneHomeItems(next)]
}
