import { identityApi } from '@linli/shared/identity/api'
import { joiningApi } from '@linli/shared/identity/joining-api'
import { peopleApi } from '@linli/shared/people/api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { staffWith, roleIn } from '../../test/actors'
import { callAs, type Caller } from '../../test/call'
import { makeRoom } from '../../test/make'
import { type ResidentWorld, startResidents } from '../../test/residents'
import { makeApp } from '../http'
import { routes as people } from '../people/routes'
import { routes as identity } from './routes'
import { countCommunity, recount } from './count-joined'
import { countEverywhere } from './count-everywhere'

let r: ResidentWorld
let clerk: Caller
const at = () => ({ communityId: r.place.communityId })

beforeAll(async () => {
  r = await startResidents()
  clerk = await staffWith(r.deps, [roleIn(r.place, 'clerk')])
})
afterAll(() => r.stop())

/** The bodies of one kind that went to the outbox during `work`. */
async function asked(type: string, work: () => Promise<unknown>): Promise<unknown[]> {
  const { outbox } = r.deps
  const bodies: unknown[] = []
  const committed = outbox.committed.bind(outbox)
  outbox.committed = writes => {
    for (const write of writes) {
      const body = 'put' in write ? Object(write.put.body) : {}
      if (body.type === type && body.communityId === r.place.communityId) bodies.push(body)
    }
    committed(writes)
  }
  await work()
  outbox.committed = committed
  return bodies
}

/** Does it, hears that a recount was asked for, does that, and answers the building's figures and the total. */
async function counted(building: string, work: () => Promise<unknown>): Promise<(number | undefined)[]> {
  expect(await asked('identity.count_building', work)).toContainEqual(expect.objectContaining({ building }))
  // Which rooms there are is an index's word: a room of this very moment is not in it yet.
  r.deps.world.settle()
  await recount(r.deps, { ...at(), building })
  return figures(building)
}

async function figures(building: string) {
  r.deps.world.settle()
  const { items } = (await callAs(r.app, clerk, joiningApi.listJoined, { ...at(), limit: 100 })).ok()
  const total = (await callAs(r.app, clerk, joiningApi.joinedTotal, at())).ok()
  const sum = (of: 'homes' | 'joined') => items.reduce((all, each) => all + each[of], 0)
  expect(total).toEqual({ homes: sum('homes'), joined: sum('joined') })
  const own = items.find(each => each.building === building)
  return [own?.rooms, own?.homes, own?.joined]
}

test('homes that have joined are counted as accounts come and go, in the building and in all', async () => {
  await makeRoom(r.place, { code: '31-1-101' })
  r.deps.world.settle()
  await countCommunity(r.deps, at())
  expect(await figures('31')).toEqual([1, 0, 0])
  let bound = await r.boundOwner('31-1-102')
  r.deps.world.settle()
  await recount(r.deps, { ...at(), building: '31' })
  expect(await figures('31')).toEqual([2, 1, 1])
  expect(await counted('31', async () => (bound = await r.boundOwner('31-1-103')))).toEqual([3, 2, 2])

  const guest = await r.boundGuest('31-1-104')
  const here = { ...at(), roomId: guest.room.roomId }
  const { occupancyId } = guest
  expect(
    await counted('31', () => callAs(r.app, guest.who, identityApi.removeMember, { ...here, occupancyId })),
  ).toEqual([4, 3, 3])
  expect(await counted('31', () => callAs(r.app, bound.who, identityApi.deleteAccount, {}))).toEqual([4, 3, 2])
  const app = makeApp(r.deps, [...identity, ...people])
  const end = { ...here, occupancyId: guest.room.occupancies[0]?.occupancyId ?? '', to: '2026-11-21' }
  expect(await counted('31', () => callAs(app, clerk, peopleApi.endOccupancy, end))).toEqual([4, 2, 1])
})

test('recounts at once, and one more, come to the same', async () => {
  await r.boundOwner('32-1-101')
  r.deps.world.settle()
  await Promise.all(Array.from({ length: 4 }, () => recount(r.deps, { ...at(), building: '32' })))
  await recount(r.deps, { ...at(), building: '32' })
  expect(await figures('32')).toEqual([1, 1, 1])
})

test('what ends with its date leaves the figures with the night’s count', async () => {
  const { room } = await r.boundOwner('33-1-101')
  const app = makeApp(r.deps, [...identity, ...people])
  const end = { ...at(), roomId: room.roomId, occupancyId: room.occupancies[0]?.occupancyId ?? '', to: '2026-11-22' }
  expect(await counted('33', () => callAs(app, clerk, peopleApi.endOccupancy, end))).toEqual([1, 1, 1])
  r.deps.clock.advance(20 * 3_600_000)
  const jobs = await asked('identity.count_community', () => countEverywhere(r.deps))
  expect(jobs).toHaveLength(1)
  await countCommunity(r.deps, at())
  expect(await figures('33')).toEqual([1, 0, 0])
})
