import type { Endpoint, InputOf, OutputOf } from '@linli/shared/contract'
import { visitorDeskApi } from '@linli/shared/visitors/desk-api'
import { makeApp, type Route } from '../src/http'
import { routes } from '../src/visitors/routes'
import { accountWith, homeIn, roleIn, staffWith } from './actors'
import { callAs, type Caller } from './call'
import { testDeps } from './context'
import { makeCommunity, makeRoom } from './make'

/** A community with two guards and an owner of 3-2-1501; `told` is what is put into the outbox, in its order. */
export async function openGates(more: readonly Route[] = []) {
  const deps = testDeps()
  const told: unknown[] = []
  const committed = deps.outbox.committed.bind(deps.outbox)
  deps.outbox.committed = writes => {
    for (const write of writes) if ('put' in write && write.put.pk.startsWith('G#outbox#')) told.push(write.put.body)
    committed(writes)
  }
  const app = makeApp(deps, [...routes, ...more])
  const place = await makeCommunity(deps)
  const { communityId } = place
  const { roomId } = await makeRoom(place, { ownerName: '李小红', phone: '13800000001' })
  const staff = (role: Parameters<typeof roleIn>[1]) => staffWith(deps, [roleIn(place, role)], 365)
  const owner = await accountWith(deps, [homeIn(place, roomId, 'owner')])
  const guard = await staff('guard')
  const other = await staff('guard')
  const clerk = await staff('clerk')
  const manager = await staff('manager')

  const ok = async <E extends Endpoint>(who: Caller, endpoint: E, input: InputOf<E>): Promise<OutputOf<E>> =>
    (await callAs(app, who, endpoint, input)).ok()

  async function gate(name: string) {
    const at = { communityId, gateId: deps.newId() }
    await ok(manager, visitorDeskApi.saveGate, { ...at, name, active: true, version: 0 })
    return at
  }

  return { deps, told, app, place, home: { communityId, roomId }, owner, guard, other, clerk, manager, ok, gate }
}
