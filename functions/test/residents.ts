import { randomInt } from 'node:crypto'
import { identityApi } from '@linli/shared/identity/api'
import { routes as communities } from '../src/communities/routes'
import { makeApp } from '../src/http'
import { routes as identity } from '../src/identity/routes'
import { callAs } from './call'
import { makeCommunity, makeRoom } from './make'
import { type Resident, signInResident, startTestWorld, type TestWorld, verifyPhone } from './sign-in'

export type ResidentWorld = Awaited<ReturnType<typeof startResidents>>

/** A community with residents who sign in through the local gateway: `boundOwner('1-1-101')` has bound their room. */
export async function startResidents(given?: TestWorld) {
  const world = given ?? (await startTestWorld())
  const { deps } = world
  const app = makeApp(deps, [...identity, ...communities])
  const place = await makeCommunity(deps)

  /** Homes are found by number over all communities, so tests that share a table never share a number. */
  const newPhone = () => `139${String(randomInt(1e8)).padStart(8, '0')}`
  const newUser = () => `user${deps.newId()}`
  const resident = (user = newUser()) => signInResident(world, app, user)
  const verify = (who: Resident, phone: string) => verifyPhone(world, app, who, phone)
  const bind = (who: Resident, roomId: string, surname = '李') =>
    callAs(app, who, identityApi.bindHome, { communityId: place.communityId, roomId, surname })
  const me = async (who: Resident) => (await callAs(app, who, identityApi.me, {})).ok()
  const owned = (code: string, phone: string, ownerName = '李小红') => makeRoom(place, { code, ownerName, phone })

  async function boundOwner(code: string) {
    const phone = newPhone()
    const room = await owned(code, phone)
    const who = await resident()
    await verify(who, phone)
    ;(await bind(who, room.roomId)).ok()
    return { who, room, phone }
  }

  /** A home of an owner and somebody whom they invited. */
  async function boundGuest(code: string, role: 'family' | 'tenant' = 'family') {
    const { who, room } = await boundOwner(code)
    const at = { communityId: place.communityId, roomId: room.roomId }
    const { code: link } = (await callAs(app, who, identityApi.invite, { ...at, role })).ok()
    const guest = await resident()
    const { homes } = (await callAs(app, guest, identityApi.acceptInvitation, { code: link, name: '陈静' })).ok()
    return { who, room, guest, occupancyId: homes[0]?.occupancyId ?? '' }
  }

  /** The bodies that go to a queue from now on, until the answer is called. */
  function catchMessages(): () => unknown[] {
    const { outbox } = deps
    const caught: unknown[] = []
    const committed = outbox.committed.bind(outbox)
    outbox.committed = writes => {
      for (const write of writes) if ('put' in write && write.put.queue === 'messages') caught.push(write.put.body)
      committed(writes)
    }
    return () => {
      outbox.committed = committed
      return caught
    }
  }
  return {
    world,
    deps,
    app,
    place,
    newPhone,
    newUser,
    resident,
    verify,
    bind,
    me,
    owned,
    boundOwner,
    boundGuest,
    catchMessages,
    stop: world.stop,
  }
}
