import { Bill } from '@linli/shared/billing/schema'
import { JournalLine } from '@linli/shared/payments/schema'
import * as z from 'zod'
import { beforeEach, describe, expect, it } from 'vitest'
import { type TestDeps, testDeps } from '../../test/context'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { makeFeeItem, makeRun, publish } from '../../test/make-billing'
import { loadRoom } from '../communities/rooms'
import { updateRoom } from '../communities/update-room'
import { queryAll } from '../query-all'
import { addTariff } from './add-tariff'
import { computeRun } from './compute-run'
import { discardRun } from './discard-run'
import { listDrafts } from './drafts'
import { publishBills } from './publish-bills'
import { publishRun } from './publish-run'
import { resumeRuns } from './resume-runs'
import { loadRun } from './run-store'
import { startRun } from './start-run'
import { loadBill } from './store'
import { voidBill } from './void-bill'

const december = { from: '2026-12-01', to: '2026-12-31' }
const leaseMs = 61_000
/** Kind in all but the failure that a test asks for, so that its writes can be counted. */
const calm = { unprocessed: 0, emptyPage: 0, throttle: 0, lagMs: [0, 0] as const, transactMs: [0, 1] as const }
const codes = ['1-1-101', '1-1-102', '1-1-103']

let deps: TestDeps
let place: Place
let feeItemId: string
let roomIds: string[]

beforeEach(async () => {
  deps = testDeps({ strict: calm })
  // What the outbox sends and deletes by itself would be counted among the writes that a test kills.
  deps.outbox.committed = () => {}
  place = await makeCommunity(deps)
  roomIds = []
  for (const code of codes)
    roomIds.push((await makeRoom(place, { code, ownerName: `业主 ${code}`, areas: { built: 10_000 } })).roomId)
  feeItemId = (await makeFeeItem(place)).feeItemId
})

const start = async (window = december) =>
  (await startRun(place.ctx, { communityId: place.communityId, ...window, feeItemIds: [feeItemId] })).runId
const compute = (runId: string, by: TestDeps = deps) => computeRun(by, place.communityId, runId)
const work = (runId: string, by: TestDeps = deps) => publishBills(by, place.communityId, runId)
const run = (runId: string) => loadRun(place.ctx, place.communityId, runId)
const crashed = { name: 'ProcessCrashed' }

/** Another process on the same store, with its own life. */
const otherProcess = (): TestDeps => Object.assign(testDeps({ world: deps.world }), { nowMs: deps.nowMs })

async function publishReviewed(runId: string) {
  const { count, amountFen } = await run(runId)
  await publishRun(place.ctx, { communityId: place.communityId, runId, count, amountFen })
}

async function drafts(runId: string) {
  const { items } = await listDrafts(place.ctx, { communityId: place.communityId, runId, limit: 100 })
  return items.map(draft => [draft.object.code, draft.period.from, draft.amountFen, draft.draftId])
}

async function issued() {
  const perRoom = await Promise.all(
    roomIds.map(roomId =>
      queryAll(place.ctx.db, { pk: `C#${place.communityId}#room#${roomId}`, begins: 'bill#', schema: Bill }, 100),
    ),
  )
  return perRoom.flat().map(bill => [bill.object.code, bill.period.from, bill.amountFen, bill.billId])
}

async function receivableFen() {
  const postings = await queryAll(
    place.ctx.db,
    { pk: `C#${place.communityId}#journal#2026-11`, schema: z.object({ lines: z.array(JournalLine) }) },
    100,
  )
  return postings
    .flatMap(posting => posting.lines)
    .filter(line => line.account === 'receivable')
    .reduce((sum, line) => sum + line.amountFen, 0)
}

describe('a run of drafts', () => {
  it.each(['before', 'after'] as const)(
    'killed %s any of its writes, and run again, gives the same drafts',
    async when => {
      const whole = await start()
      await compute(whole)
      const expected = await drafts(whole)
      expect(expected).toHaveLength(3)
      await discardRun(place.ctx, { communityId: place.communityId, runId: whole })
      let died = 0
      for (let write = 1; ; write++) {
        const runId = await start()
        deps.life.crashAt(write, when)
        const first = await compute(runId).then(
          () => 'done',
          (error: unknown) => expect(error).toMatchObject(crashed),
        )
        const { crashed: isDead } = deps.life
        deps.life.revive()
        if (first !== 'done') {
          died++
          deps.clock.advance(leaseMs)
          await compute(runId)
        }
        expect((await run(runId)).state).toBe('ready')
        expect(await drafts(runId)).toEqual(expected)
        await discardRun(place.ctx, { communityId: place.communityId, runId })
        if (!isDead) break
      }
      expect(died).toBe(3)
    },
  )

  it('computed by two at once is computed by one', async () => {
    const runId = await start()
    // The other one finds a worker at it, or all done.
    expectOneAtWork(await Promise.allSettled([compute(runId), compute(runId, otherProcess())]))
    expect(await drafts(runId)).toHaveLength(3)
    await compute(runId)
    expect((await run(runId)).generation).toBe(1)
  })

  it('is left alone while another worker is at it', async () => {
    const runId = await start()
    const held = deps.world.holdNext({ command: 'Query', when: 'after', match: '#rooms' })
    const working = compute(runId)
    await held.reached
    await expect(compute(runId, otherProcess())).rejects.toMatchObject({ code: 'request.busy' })
    held.release()
    await working
    expect(await run(runId)).toMatchObject({ state: 'ready', generation: 1 })
  })

  it.each([
    ['the rooms as they were', { command: 'Query', when: 'after', match: '#rooms' } as const],
    ['its batch to write', { command: 'BatchWriteItem', when: 'before', match: 'draft#' } as const],
  ])('ignores a zombie that wakes up with %s after the inputs changed', async (_, point) => {
    const runId = await start()
    const zombie = otherProcess()
    const held = deps.world.holdNext(point)
    const late = compute(runId, zombie)
    await held.reached
    deps.clock.advance(leaseMs)
    const room = await updateRoomArea(roomIds[0] ?? '', 20_000)
    expect(room.areas.built).toBe(20_000)
    await compute(runId)
    const expected = await drafts(runId)
    expect(expected[0]?.[2]).toBe(46_000)
    held.release()
    await late
    expect(await drafts(runId)).toEqual(expected)
    expect((await run(runId)).amountFen).toBe(46_000 + 23_000 + 23_000)
  })

  it('ends with every draft when batches come back in parts and the store throttles', async () => {
    const rough = testDeps({ strict: { seed: 7, unprocessed: 0.95, throttle: 0.05, emptyPage: 0.3 } })
    const runId = await start({ from: '2027-01-01', to: '2028-12-31' })
    await compute(runId, Object.assign(rough, { nowMs: deps.nowMs }))
    expect(rough.world.counts.unprocessed).toBeGreaterThan(0)
    expect(await drafts(runId)).toHaveLength(72)
  })

  it('that nobody finishes is woken up', async () => {
    const runId = await start()
    deps.clock.advance(6 * 60_000)
    deps.world.settle()
    await resumeRuns(deps)
    const audits = await queryAll(
      place.ctx.db,
      { pk: `C#${place.communityId}#audit#billing_run#${runId}`, schema: z.object({ action: z.string() }) },
      10,
    )
    expect(audits.map(({ action }) => action)).toContain('billing.resume_run')
  })
})

describe('a publication', () => {
  it.each(['before', 'after'] as const)(
    'killed %s any of its writes, and taken up again, issues one set',
    async when => {
      let month = 1
      let died = 0
      for (let write = 1; ; write++, month++) {
        const text = `2027-${String(month).padStart(2, '0')}`
        const reviewed = await makeRun(place, { from: `${text}-01`, to: `${text}-28`, feeItems: [{ feeItemId }] })
        expect(reviewed.count).toBe(3)
        await publishReviewed(reviewed.runId)
        deps.life.crashAt(write, when)
        const first = await work(reviewed.runId).then(
          () => 'done',
          (error: unknown) => expect(error).toMatchObject(crashed),
        )
        const { crashed: isDead } = deps.life
        deps.life.revive()
        if (first !== 'done') {
          died++
          deps.clock.advance(leaseMs)
          await work(reviewed.runId)
        }
        expect((await run(reviewed.runId)).state).toBe('published')
        expect(await issued()).toHaveLength(month * 3)
        expect(await receivableFen()).toBe(month * 69_000)
        if (!isDead) break
      }
      expect(died).toBe(4)
    },
  )

  it.each(['before', 'after'] as const)(
    'worked on by two at once, and by a zombie %s a void, issues one set',
    async when => {
      const { runId } = await makeRun(place, { ...december, feeItems: [{ feeItemId }] })
      await publishReviewed(runId)
      const zombie = otherProcess()
      const held = deps.world.holdNext({ command: 'BatchGetItem', when, match: '#cover' })
      const late = work(runId, zombie)
      await held.reached
      deps.clock.advance(leaseMs)
      expectOneAtWork(await Promise.allSettled([work(runId), work(runId, otherProcess())]))
      const expected = await issued()
      expect(expected).toHaveLength(3)
      const [roomId = ''] = roomIds
      const billId = String(expected[0]?.[3])
      const { communityId } = place
      await voidBill(place.ctx, { communityId, roomId, billId, reason: '面积有误', reissue: false })
      held.release()
      await expect(late).rejects.toMatchObject({ code: 'request.busy' })
      expect(await issued()).toEqual(expected)
      expect((await loadBill(place.ctx, communityId, roomId, billId)).state).toBe('void')
      expect(await receivableFen()).toBe(46_000)
    },
  )

  it('refuses drafts whose fee item changed meanwhile, and tariffs that reach back into it', async () => {
    const tariff = { price: 30_000, ground: { kind: 'contract' as const, text: '补充协议' } }
    const { communityId, ctx } = place
    const stale = await makeRun(place, { ...december, feeItems: [{ feeItemId }] })
    await addTariff(ctx, { communityId, feeItemId, from: '2026-12-16', ...tariff })
    await expect(publishReviewed(stale.runId)).rejects.toMatchObject({ code: 'record.changed' })
    await discardRun(ctx, { communityId, runId: stale.runId })
    const fresh = await makeRun(place, { ...december, feeItems: [{ feeItemId }] })
    const [draft] = (await listDrafts(ctx, { communityId, runId: fresh.runId, limit: 1 })).items
    expect(draft?.charge?.lines.map(line => [line.from, line.to, line.amountFen])).toEqual([
      ['2026-12-01', '2026-12-15', 11_129],
      ['2026-12-16', '2026-12-31', 15_484],
    ])
    await publish(place, fresh)
    await expect(addTariff(ctx, { communityId, feeItemId, from: '2026-12-31', ...tariff })).rejects.toMatchObject({
      code: 'billing.tariff_in_use',
    })
    await addTariff(ctx, { communityId, feeItemId, from: '2027-01-01', ...tariff })
  })
})

/** Somebody has done it; who was refused, was because somebody else was at it. */
function expectOneAtWork(ended: PromiseSettledResult<void>[]) {
  const refused = ended.filter(each => each.status === 'rejected')
  expect(refused.length).toBeLessThan(ended.length)
  for (const { reason } of refused) expect(reason).toMatchObject({ code: 'request.busy' })
}

async function updateRoomArea(roomId: string, built: number) {
  const room = await loadRoom(place.ctx, place.communityId, roomId)
  const { communityId, status, version } = room
  return updateRoom(place.ctx, { communityId, roomId, status, version, areas: { built } })
}
