import type { OfficeRole } from '@linli/shared/permissions'
import { type Context, communityContext } from '../../src/context'
import { saveSettings } from '../../src/repairs/settings'
import { saveWorker, setShift } from '../../src/repairs/workers'
import { accountWith, homeIn, roleIn, staffWith } from '../actors'
import { testContext, type TestDeps } from '../context'
import { makeCommunity, makeRoom, type Place, staffActor } from '../make'
import { makeFeeItem } from '../make-billing'
import { wholeWeek } from '../repairs'
import { MemoryTable } from '../memory/table'

export const people = ['owner', 'tenant', 'neighbour', 'dispatcher', 'manager', 'plumber', 'second', 'clock'] as const
export type Who = (typeof people)[number]

/** One random community: two homes, an office, two who repair. Its table is its own, and is read behind its back. */
export type Service = {
  deps: TestDeps
  table: MemoryTable
  place: Place
  roomIds: { owner: string; neighbour: string }
  ctx: Record<Who, Context>
  ids: Record<Who, string>
}

/** @param given keys and queues once for all communities; nothing is sent. */
export async function openService(given: TestDeps): Promise<Service> {
  const table = new MemoryTable()
  const deps: TestDeps = { ...given, dynamo: table.client(), outbox: { ...given.outbox, committed() {} } }
  deps.clock.set('2026-03-02T01:00:00.000Z')
  const place = await makeCommunity(deps, { merchantRef: 'linli' })
  const { communityId } = place
  const [own, other] = [
    (await makeRoom(place, { code: '3-2-1501', ownerName: '李小红' })).roomId,
    (await makeRoom(place, { code: '3-2-1502', ownerName: '王建国' })).roomId,
  ]
  const resident = async (roomId: string, role: 'owner' | 'tenant') => {
    const homes = [homeIn(place, roomId, role)]
    const { accountId } = await accountWith(deps, homes)
    return { ctx: testContext(deps, { kind: 'account', accountId, sessionKey: '', homes }), id: accountId }
  }
  const staff = async (role: OfficeRole) => {
    const { personId } = await staffWith(deps, [roleIn(place, role)], 400)
    const ctx = testContext(deps, { ...staffActor(deps, place, role), personId })
    return { ctx, id: personId }
  }
  const all = {
    owner: await resident(own, 'owner'),
    tenant: await resident(own, 'tenant'),
    neighbour: await resident(other, 'owner'),
    dispatcher: await staff('dispatcher'),
    manager: await staff('manager'),
    plumber: await staff('repairer'),
    second: await staff('repairer'),
    clock: { ctx: communityContext(deps, communityId), id: '' },
  }
  const { feeItemId } = await makeFeeItem(place, {
    name: '维修费',
    formula: { kind: 'fixed' },
    cycle: { kind: 'once' },
    timing: 'postpaid',
    scope: 'assigned',
    price: 0,
  })
  const settings = { communityId, feeItemId, autoDispatch: false, revisit: 'never' as const, sla: {}, catalogue: [] }
  await saveSettings(all.manager.ctx, { ...settings, version: 0 })
  for (const who of ['plumber', 'second'] as const) {
    const card = { personId: all[who].id, name: who, skills: ['plumbing' as const, 'lift' as const], areas: [] }
    await saveWorker(all.manager.ctx, { communityId, ...card, shifts: wholeWeek, active: true, version: 0 })
    await setShift(all[who].ctx, { communityId, onShift: true })
  }
  const of = <T>(pick: (each: { ctx: Context; id: string }) => T): Record<Who, T> => ({
    owner: pick(all.owner),
    tenant: pick(all.tenant),
    neighbour: pick(all.neighbour),
    dispatcher: pick(all.dispatcher),
    manager: pick(all.manager),
    plumber: pick(all.plumber),
    second: pick(all.second),
    clock: pick(all.clock),
  })
  return {
    deps,
    table,
    place,
    roomIds: { owner: own, neighbour: other },
    ctx: of(({ ctx }) => ctx),
    ids: of(({ id }) => id),
  }
}
