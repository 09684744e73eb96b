import { repairsApi } from '@linli/shared/repairs/api'
import { myRepairsApi } from '@linli/shared/repairs/my-api'
import { workApi } from '@linli/shared/repairs/work-api'
import { addDays, beijingDate, instantAt } from '@linli/shared/time'
import { beforeAll, expect, it } from 'vitest'
import { callAs } from '../../test/call'
import { ownTable } from '../../test/own-table'
import { openRepairs, type RepairWorld, wholeWeek } from '../../test/repairs'
import { autoDispatch, dispatchOnShift } from './dispatch-waiting'
import { fireRepairTimers } from './fire-timers'

let world: RepairWorld
beforeAll(async () => {
  // Whoever sweeps takes what is due of every community of a table.
  world = await openRepairs((await ownTable(`on-duty-${process.pid}`)).deps)
})
const hour = 3_600_000
const later = (ms: number) => {
  world.deps.clock.advance(ms)
  world.deps.world.settle()
}
const get = (repairId: string) => world.ok(world.desk, repairsApi.get, { communityId: world.communityId, repairId })
const sweep = () => Promise.all([fireRepairTimers(world.deps), fireRepairTimers(world.deps)])
const events = async (repairId: string) => (await get(repairId)).steps.map(({ event }) => event)

it('gives an emergency to whoever is nearest, without being asked; leaves the rest to the dispatcher', async () => {
  const { deps, communityId, worker, second, ok } = world
  await ok(second, workApi.setShift, { communityId, onShift: false })
  const electrician = await world.plumber('钱工', ['electric'])
  const emergency = await world.report('burst_pipe')
  expect(emergency.state).toBe('accepted')
  const plain = await world.report()
  deps.world.settle()
  for (const { repairId } of [emergency, plain]) {
    await autoDispatch(deps, { communityId, repairId })
    await autoDispatch(deps, { communityId, repairId })
  }
  const given = await get(emergency.repairId)
  expect(given).toMatchObject({ state: 'assigned', assignee: { personId: worker.personId } })
  expect(given.steps.at(-1)?.text).toMatch(/^李强：水暖 · .*手上/)
  expect((await get(plain.repairId)).state).toBe('submitted')
  const { items } = await ok(world.desk, repairsApi.candidates, { communityId, repairId: plain.repairId })
  expect(items.find(({ personId }) => personId === electrician.personId)).toMatchObject({
    fits: false,
    why: '没有登记这项技能',
  })
  expect(items.find(({ personId }) => personId === second.personId)).toMatchObject({ fits: false, why: '自己下了岗' })
  // Of two messages at once one is late: it leaves what the other did, and does not fail.
  const { repairId } = await world.report('burst_pipe')
  deps.world.settle()
  await Promise.all([1, 2].map(() => autoDispatch(deps, { communityId, repairId })))
  expect((await events(repairId)).filter(event => event === 'assign')).toEqual(['assign'])
  // Given back, it does not come again by itself.
  await ok(worker, workApi.handBack, { communityId, repairId: emergency.repairId, reason: '在修电梯' })
  await autoDispatch(deps, { communityId, repairId: emergency.repairId })
  expect(await get(emergency.repairId)).toMatchObject({ state: 'returned' })
  expect(
    (await ok(world.owner, myRepairsApi.getMine, { ...world.owner.at, repairId: emergency.repairId })).assignee,
  ).toBeUndefined()
})

it('gives out all that waits by one plan, to whoever is on shift and skilled, and says why of each', async () => {
  const { communityId, desk, manager, second, settings, ok, deps, worker } = world
  await ok(second, workApi.setShift, { communityId, onShift: true })
  const orders = [await world.report(), await world.report(), await world.reportPublic()]
  deps.world.settle()
  const { given, left } = await ok(desk, repairsApi.dispatchWaiting, { communityId })
  const outcome = new Map([...given, ...left].map(each => [each.repairId, each]))
  expect(orders.slice(0, 2).map(({ repairId }) => outcome.get(repairId)?.why)).toEqual(
    Array(2).fill(expect.stringMatching(/^水暖 · .*手上/)),
  )
  expect(left).toMatchObject([{ repairId: orders[2]?.repairId, why: '没有人登记「电梯」技能' }])
  expect(new Set(given.map(({ name }) => name))).toEqual(new Set([worker.name, second.name]))
  deps.world.settle()
  expect((await ok(desk, repairsApi.dispatchWaiting, { communityId })).given).toEqual([])
  // By itself only where the community wants it.
  const { repairId } = await world.report()
  deps.world.settle()
  await dispatchOnShift(deps, { communityId })
  expect((await get(repairId)).state).toBe('submitted')
  await ok(manager, repairsApi.saveSettings, { ...settings, autoDispatch: true, version: 1 })
  await dispatchOnShift(deps, { communityId })
  expect((await get(repairId)).state).toBe('assigned')
})

it('looks at what waits when a shift of the plan begins: once each day, however many sweep; who is on it gets it', async () => {
  const { communityId, deps, ok } = world
  const daily = wholeWeek.map(({ weekday }) => ({ weekday, from: '08:00', to: '17:00' }))
  const { personId, ...lift } = await world.plumber('早班', ['lift'], [], daily)
  await ok(lift, workApi.setShift, { communityId, onShift: false })
  const { repairId } = await world.reportPublic()
  const { outbox } = deps
  const committed = outbox.committed.bind(outbox)
  let asked = 0
  outbox.committed = writes => {
    for (const write of writes)
      if ('put' in write && JSON.stringify(write.put).includes('repairs.dispatch_waiting')) asked++
    committed(writes)
  }
  const at = async (instant: string) => {
    later(Date.parse(instant) - deps.clock.nowMs)
    asked = 0
    await sweep()
    return asked
  }
  const day = addDays(beijingDate(world.place.ctx.now()), 1)
  await at(instantAt(day, '07:59'))
  expect((await get(repairId)).state).toBe('submitted')
  expect(await at(instantAt(day, '08:00'))).toBe(1)
  await dispatchOnShift(deps, { communityId })
  expect((await get(repairId)).assignee?.personId).toBe(personId)
  // The three who are on from midnight to midnight, and this one again.
  expect(await at(instantAt(addDays(day, 1), '08:00'))).toBe(4)
  outbox.committed = committed
})

it('knows who is on duty by the week’s plan, unless they switched off since their shift began', async () => {
  const { communityId, desk, manager, second, ok, deps } = world
  const cards = await ok(manager, repairsApi.listWorkers, { communityId, limit: 20 })
  const { name = '', version = 0 } = cards.items.find(({ personId }) => personId === second.personId) ?? {}
  const shifts = wholeWeek
  const card = { communityId, personId: second.personId, name, skills: ['plumbing' as const], areas: [], shifts }
  await ok(manager, repairsApi.saveWorker, { ...card, active: true, version })
  await ok(second, workApi.setShift, { communityId, onShift: false })
  const { repairId } = await world.report()
  const known = async () => {
    deps.world.settle()
    const { items } = await ok(desk, repairsApi.candidates, { communityId, repairId })
    return items.find(({ personId }) => personId === second.personId)
  }
  expect(await known()).toMatchObject({ fits: false, why: '自己下了岗' })
  expect((await callAs(world.app, second, workApi.grab, { communityId, repairId })).code).toBe('repairs.refused')
  later(24 * hour)
  expect(await known()).toMatchObject({ fits: true, why: expect.stringMatching(/ · 当班到 00:00$/) })
  expect(await ok(second, workApi.myShift, { communityId })).toMatchObject({ onShift: true, duty: '当班到 00:00' })
  await ok(second, workApi.grab, { communityId, repairId })
})
