import { expect, it } from 'vitest'
import { testContext, testDeps } from '../../test/context'
import { makeCommunity, makeRoom, staffActor } from '../../test/make'
import { importRooms } from '../../test/import-rooms'
import { correctPlaces } from './correct-places'
import { firstPlaces, loadPerson } from './person'
import { updatePerson } from './update-person'

const deps = testDeps()

it('a correction of an owner of more rooms than one page holds reaches every one, seen from any community', async () => {
  const place = await makeCommunity(deps)
  const { communityId, companyId } = place
  const person = { ownerName: '大业主', phone: '13800069999' }
  const rooms = Array.from({ length: 230 }, (_, i) => {
    const room = String(1000 + i)
    const code = `1-1-${room}`
    return {
      row: i + 1,
      building: '1',
      unit: '1',
      room,
      code,
      areas: { built: 5000 },
      status: 'vacant',
      ...person,
    } as const
  })
  for (let at = 0; at < rooms.length; at += 10)
    await importRooms(place.ctx, { communityId, companyId, importId: deps.newId(), rows: rooms.slice(at, at + 10) })
  // Places lie by community: one room each in two others, of which one at least is at the far end of them all.
  const sisters = [await makeCommunity(deps, { companyId }), await makeCommunity(deps, { companyId })]
  const homes = await Promise.all(sisters.map(sister => makeRoom(sister, { code: '2-1-101', ...person })))
  const personId = homes[0]?.occupancies[0]?.personId ?? ''
  for (const [i, sister] of [...sisters, place].entries()) {
    const { version } = await loadPerson(place.ctx, companyId, personId)
    const name = `新名字${i}`
    const clerk = testContext(deps, staffActor(deps, sister, 'clerk'))
    await updatePerson(clerk, { communityId: sister.communityId, personId, version, name, kind: 'natural' })
    await correctPlaces(deps, { communityId: sister.communityId, companyId, personId })
    const places = await firstPlaces(place.ctx, { companyId, personId }, 500)
    expect(places).toHaveLength(232)
    expect(places.filter(each => each.name !== name)).toEqual([])
  }
})
