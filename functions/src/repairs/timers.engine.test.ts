import { repairsApi } from '@linli/shared/repairs/api'
import { myRepairsApi } from '@linli/shared/repairs/my-api'
import { workApi } from '@linli/shared/repairs/work-api'
import { beforeAll, expect, it } from 'vitest'
import * as z from 'zod'
import { billsOf } from '../../test/books'
import { openRepairs, type RepairWorld } from '../../test/repairs'
import { callAs } from '../../test/call'
import { reaching } from '../context'
import { loadStaffGrants } from '../identity/staff'
import { staffGrantsKey } from '../identity/store'
import { countOrder } from './count-order'
import { checkCommunity, CheckCountedBody } from './check-counted'
import { releaseWorker } from './release-worker'
import { fireRepairTimers } from './fire-timers'
import { repairsInWork } from './in-work'
import { waitingRevisits } from './revisits'

let world: RepairWorld
beforeAll(async () => {
  world = await openRepairs()
})
const hour = 3_600_000
const later = (ms: number) => {
  world.deps.clock.advance(ms)
  world.deps.world.settle()
}
const get = (repairId: string) => world.ok(world.desk, repairsApi.get, { communityId: world.communityId, repairId })
const sweep = () => Promise.all([fireRepairTimers(world.deps), fireRepairTimers(world.deps)])
const events = async (repairId: string) => (await get(repairId)).steps.map(({ event }) => event)

it('warns and escalates once each, however many sweep; a pause stops the clock', async () => {
  const { worker, communityId, ok } = world
  const { repairId } = await world.report()
  later(0.6 * hour)
  await sweep()
  later(0.6 * hour)
  await sweep()
  await sweep()
  const { warnedAt, lateAt } = await get(repairId)
  expect([warnedAt, lateAt].map(at => at !== undefined)).toEqual([true, true])
  expect(await events(repairId)).toEqual(['report', 'respond_warn', 'respond_late'])
  const inWork = () => repairsInWork(world.place.ctx, communityId)
  expect(await inWork()).toMatchObject({ open: { count: 1, isMore: false }, late: { count: 1 } })

  await world.given(repairId)
  await ok(world.desk, repairsApi.setResponsibility, { communityId, repairId, responsibility: 'fee' })
  await ok(worker, workApi.start, { communityId, repairId })
  await ok(worker, workApi.pause, { communityId, repairId, reason: 'parts' })
  later(72 * hour)
  await sweep()
  expect((await events(repairId)).filter(event => event.startsWith('finish'))).toEqual([])
  expect(await inWork()).toEqual({ open: { count: 1, isMore: false }, late: { count: 0 } })
  await ok(worker, workApi.resume, { communityId, repairId })
  later(24 * hour)
  await sweep()
  await sweep()
  expect((await events(repairId)).filter(event => event.startsWith('finish'))).toEqual(['finish_warn', 'finish_late'])
  expect((await inWork()).late.count).toBe(1)
})

it('confirms after 72 hours, with the one bill; closes after 7 days, and is not opened again then', async () => {
  const { owner } = world
  const { repairId } = await world.report()
  await world.given(repairId)
  await world.quoted(repairId)
  await world.worked(repairId)
  later(71 * hour)
  await sweep()
  expect((await get(repairId)).state).toBe('done')
  later(2 * hour)
  await sweep()
  await sweep()
  const confirmed = await get(repairId)
  expect(confirmed).toMatchObject({ state: 'confirmed', chargeFen: 9_000 })
  const billed = (await billsOf(world.place, owner.at.roomId)).filter(({ charged }) => charged?.id === repairId)
  expect(billed.map(({ billId, amountFen }) => [billId, amountFen])).toEqual([[confirmed.billId, 9_000]])
  later(8 * 24 * hour)
  await sweep()
  await sweep()
  expect(await events(repairId)).toEqual(expect.arrayContaining(['auto_confirm', 'auto_close']))
  expect((await get(repairId)).may).toEqual(['note_inside', 'revisit', 'set_costs'])
})

it('what a dismissed person had in their hands goes back, and nothing comes to them again', async () => {
  const { deps, communityId, second, worker } = world
  const { repairId } = await world.report()
  await world.given(repairId, second)
  const person = reaching(world.place.ctx, `P#${second.personId}#`)
  const grants = await loadStaffGrants(person, second.personId)
  deps.world.settle()
  await releaseWorker(deps, { communityId, personId: second.personId })
  expect((await get(repairId)).state).toBe('assigned')
  const put = { ...staffGrantsKey(second.personId), ...grants, roles: [], version: grants.version + 1 }
  await person.db.transact([{ put }], staffGrantsKey(second.personId))
  await releaseWorker(deps, { communityId, personId: second.personId })
  await releaseWorker(deps, { communityId, personId: second.personId })
  const back = await get(repairId)
  expect([back.state, back.assignee, back.reason]).toEqual(['returned', undefined, '原来的师傅不在岗了'])
  const refused = await callAs(world.app, world.desk, repairsApi.assign, {
    communityId,
    repairId,
    personId: second.personId,
  })
  expect(refused.code).toBe('repairs.refused')
  await world.ok(world.desk, repairsApi.assign, { communityId, repairId, personId: worker.personId })
})

const SentPart = CheckCountedBody.extend({ type: z.literal('repairs.check_counted') })

it('statistics follow the orders: told late, twice and at once; each bar’s list holds what it counts', async () => {
  const { deps, place, communityId, worker, owner, desk, manager, settings, ok } = world
  const priced = {
    itemId: deps.newId(),
    part: 'material' as const,
    name: '角阀',
    unit: '个',
    unitFen: 4_500,
    active: true,
  }
  const { version } = await ok(desk, repairsApi.getSettings, { communityId })
  await ok(manager, repairsApi.saveSettings, {
    ...settings,
    revisit: 'always',
    catalogue: [{ ...priced, costFen: 1_250 }],
    version,
  })
  await checkCommunity(deps, { communityId })
  const period = place.ctx.today().slice(0, 7)
  const read = (by: 'kind' | 'building' | 'person' | 'month') =>
    ok(desk, repairsApi.figures, { communityId, period, by })
  const before = (await read('kind')).whole
  const { repairId } = await world.report()
  const at = { communityId, repairId }
  await world.given(repairId)
  await ok(desk, repairsApi.setResponsibility, { ...at, responsibility: 'warranty' })
  await ok(worker, workApi.start, at)
  await ok(worker, workApi.recordWork, { ...at, materials: [{ name: '角阀', quantity: 2, unit: '个' }], minutes: 40 })
  await ok(worker, workApi.finish, at)
  await ok(owner, myRepairsApi.confirm, { ...owner.at, repairId })
  await ok(owner, myRepairsApi.rate, { ...owner.at, repairId, stars: 4 })
  const entered = await ok(desk, repairsApi.setCosts, { ...at, labourFen: 5_000, materialFen: 2_500, outsideFen: 0 })
  expect([entered.materialCostFen, entered.costs?.labourFen]).toEqual([2_500, 5_000])
  const shown = await ok(worker, workApi.open, at)
  expect([shown.costs, shown.materialCostFen]).toEqual([undefined, undefined])
  expect(JSON.stringify(await ok(owner, myRepairsApi.getMine, { ...owner.at, repairId }))).not.toContain('ostFen')
  await Promise.all([1, 2, 3].map(() => countOrder(deps, at)))
  await countOrder(deps, at)
  const after = await read('kind')
  const moved = (name: 'all' | 'finished' | 'rated' | 'stars' | 'fixedAtOnce') => after.whole[name] - before[name]
  expect((['all', 'finished', 'rated', 'stars', 'fixedAtOnce'] as const).map(moved)).toEqual([1, 1, 1, 4, 1])
  expect(after.items.find(({ key }) => key === 'water')?.respondP50).toBeGreaterThanOrEqual(0)
  const used = { name: '角阀', unit: '个', quantity: 2, costFen: 2_500 }
  expect((await ok(desk, repairsApi.materials, { communityId, period })).items).toContainEqual(used)
  const borne = {
    responsibility: 'warranty',
    orders: 1,
    labourFen: 5_000,
    materialFen: 2_500,
    outsideFen: 0,
    chargedFen: 0,
  }
  expect((await ok(desk, repairsApi.costs, { communityId, period })).items).toContainEqual(borne)

  // Nothing was lost, and nothing is counted that is not so: the nightly look finds the few that no message came for.
  await world.report()
  const parts: z.infer<typeof CheckCountedBody>[] = [{ communityId }]
  const committed = deps.outbox.committed.bind(deps.outbox)
  deps.outbox.committed = writes => {
    for (const write of writes) {
      const { data } = SentPart.safeParse('put' in write ? write.put.body : undefined)
      if (data) parts.push(data)
    }
    committed(writes)
  }
  // An order at a time: each part is sent on by the one before.
  let again = 0
  for (const part of parts) again += await checkCommunity(deps, part, 1)
  deps.outbox.committed = committed
  expect([again, await checkCommunity(deps, { communityId })]).toEqual([1, 0])
  expect(parts.length).toBeGreaterThan(2)
  deps.world.settle()
  const listed = async (filter: { kind?: 'water'; building?: string; personId?: string }) =>
    (await ok(desk, repairsApi.list, { communityId, period, limit: 100, ...filter })).items.length
  const rowOf = async (by: 'kind' | 'building' | 'person', key: string) =>
    (await read(by)).items.find(each => each.key === key)
  expect(await listed({ kind: 'water' })).toBe((await rowOf('kind', 'water'))?.all)
  expect(await listed({ building: '3' })).toBe((await rowOf('building', '3'))?.all)
  expect(await listed({})).toBe((await read('month')).whole.all)
  const own = await rowOf('person', worker.personId)
  expect([own?.name, await listed({ personId: worker.personId })]).toEqual(['李强', own?.finished])
  const { key: _key, name: _name, ...figures } = own ?? { key: '', name: '' }
  expect(await ok(worker, workApi.myMonth, { communityId, month: period })).toEqual(figures)
  const mixed = await callAs(world.app, desk, repairsApi.list, { communityId, period, column: 'over' })
  expect(mixed.status).toBe(400)
})

it('who is called by the setting says how it was: opened again while that may be, later a task until it is settled', async () => {
  const { deps, place, communityId, owner, desk, ok } = world
  const due = async () => (await ok(desk, repairsApi.listRevisits, { communityId })).items.map(each => each.repairId)
  const finished = async () => {
    const { repairId } = await world.report()
    await world.given(repairId)
    await ok(desk, repairsApi.setResponsibility, { communityId, repairId, responsibility: 'fee' })
    await world.worked(repairId)
    await ok(owner, myRepairsApi.confirm, { ...owner.at, repairId })
    return { communityId, repairId }
  }
  const [early, late] = [await finished(), await finished()]
  expect(await due()).toEqual(expect.arrayContaining([early.repairId, late.repairId]))
  expect((await waitingRevisits(place.ctx, communityId)).count).toBe((await due()).length)
  const call = (of: typeof early, outcome: 'satisfied' | 'unsatisfied' | 'not_reached', words = '住户说的话') =>
    ok(desk, repairsApi.revisit, { ...of, outcome, words })
  expect(await call(early, 'unsatisfied', '还在滴水')).toMatchObject({
    state: 'returned',
    reopened: 1,
    reason: '回访不满意：还在滴水',
  })
  expect((await get(early.repairId)).revisit).toBeUndefined()
  expect(await call(late, 'not_reached')).toMatchObject({ state: 'confirmed', revisit: { state: 'due', tries: 1 } })
  later(8 * 24 * hour)
  expect(await call(late, 'unsatisfied')).toMatchObject({ state: 'confirmed', revisit: { state: 'task' } })
  expect(await due()).toContain(late.repairId)
  const settled = await call(late, 'satisfied', '上门看过，好了')
  expect([settled.revisit?.state, settled.steps.at(-1)?.internal]).toEqual(['over', true])
  const left = await due()
  for (const { repairId } of [early, late]) expect(left).not.toContain(repairId)
  const mine = await ok(owner, myRepairsApi.getMine, { ...owner.at, repairId: late.repairId })
  expect(JSON.stringify(mine)).not.toContain('住户说的话')
  await countOrder(deps, late)
  await countOrder(deps, early)
})
