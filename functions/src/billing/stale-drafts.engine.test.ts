import { beforeEach, describe, expect, it } from 'vitest'
import { billsOf } from '../../test/books'
import { type TestDeps, testDeps } from '../../test/context'
import { makeCommunity, type Place } from '../../test/make'
import { makeFeeItem, makeRun, publish, makeMeasuredRooms, measureAgain } from '../../test/make-billing'
import { loadRoom } from '../communities/rooms'
import { updateRoom } from '../communities/update-room'
import { addTariff } from './add-tariff'
import { computeRun } from './compute-run'
import { listDrafts } from './drafts'
import { publishBills } from './publish-bills'
import { publishRun } from './publish-run'
import { redraftRun } from './redraft-run'
import { resumeRuns } from './resume-runs'
import { loadRun } from './run-store'
import { startRun } from './start-run'
import { viewRun } from './view-run'
import { voidBill } from './void-bill'

const december = { from: '2026-12-01', to: '2026-12-31' }
let deps: TestDeps
let place: Place
let feeItemId: string
let roomIds: string[]

beforeEach(async () => {
  deps = testDeps({ strict: { throttle: 0, unprocessed: 0 } })
  place = await makeCommunity(deps)
  roomIds = await makeMeasuredRooms(place, ['1-1-101', '1-1-102', '1-1-103'])
  feeItemId = (await makeFeeItem(place)).feeItemId
})

const drafted = () => makeRun(place, { ...december, feeItems: [{ feeItemId }] })
const run = (runId: string) => loadRun(place.ctx, place.communityId, runId)
const redraft = async (runId: string) => {
  await redraftRun(place.ctx, { communityId: place.communityId, runId })
  await computeRun(deps, place.communityId, runId)
  return run(runId)
}
const asReviewed = ({ runId, count, amountFen }: Awaited<ReturnType<typeof run>>) => ({
  communityId: place.communityId,
  runId,
  count,
  amountFen,
})

async function billed() {
  const found = await Promise.all(roomIds.map(roomId => billsOf(place, roomId)))
  return found.map(bills => bills.map(bill => bill.amountFen))
}

describe('drafts whose room changed after they were computed', () => {
  it('are held back while the others are published, and published once they are computed anew', async () => {
    const { runId } = await drafted()
    await measureAgain(place, roomIds[1])
    deps.world.settle()
    const told = await viewRun(place.ctx, { communityId: place.communityId, runId })
    expect(told).toMatchObject({ changedRooms: { count: 1, codes: ['1-1-102'] } })
    await publish(place, await run(runId))
    expect(await billed()).toEqual([[23_000], [], [23_000]])
    const held = await run(runId)
    expect(held).toMatchObject({
      state: 'ready',
      issued: { count: 2, amountFen: 46_000 },
      heldBack: { count: 1, codes: ['1-1-102'], bills: 1, amountFen: 23_000 },
    })
    await expect(publishRun(place.ctx, asReviewed(held))).rejects.toMatchObject({
      code: 'record.changed',
      message: '1 间房屋的资料在核对后改过，没有出账，请点「重新计算」，核对后再出账',
    })
    const anew = await redraft(runId)
    expect(anew).toMatchObject({ state: 'ready', count: 1, amountFen: 20_585 })
    expect(anew.heldBack).toBeUndefined()
    const done = await publish(place, anew)
    expect(done).toMatchObject({ state: 'published', issued: { count: 3, amountFen: 66_585 } })
    expect(await billed()).toEqual([[23_000], [20_585], [23_000]])
  })

  it('are held back also when it changes between the look and the write', async () => {
    const reviewed = await drafted()
    await publishRun(place.ctx, asReviewed(await run(reviewed.runId)))
    const held = deps.world.holdNext({ command: 'BatchGetItem', when: 'after', match: '#cover' })
    const late = publishBills(deps, place.communityId, reviewed.runId)
    await held.reached
    await measureAgain(place, roomIds[1])
    held.release()
    await late
    expect(await billed()).toEqual([[23_000], [], [23_000]])
    expect(await run(reviewed.runId)).toMatchObject({ heldBack: { count: 1, codes: ['1-1-102'] } })
  })

  it('do not name a gap any more that nobody would be charged for', async () => {
    const { communityId } = place
    const roomId = roomIds[0] ?? ''
    const november = { from: '2026-11-01', to: '2026-11-30', feeItems: [{ feeItemId }], roomIds: [roomId] }
    await publish(place, await makeRun(place, november))
    const bills = await billsOf(place, roomId)
    await voidBill(place.ctx, {
      communityId,
      roomId,
      billId: bills[0]?.billId ?? '',
      reason: '尚未交付',
      reissue: false,
    })
    const { runId, voidedGaps } = await drafted()
    expect(voidedGaps).toMatchObject({ count: 1 })
    const { version, status, areas } = await loadRoom(place.ctx, communityId, roomId)
    await updateRoom(place.ctx, { communityId, roomId, version, status, areas, handoverDate: '2026-12-01' })
    expect((await redraft(runId)).voidedGaps).toBeUndefined()
  })

  it('are as good as before when nothing that a charge asks for has changed', async () => {
    const { runId } = await drafted()
    await measureAgain(place, roomIds[0], 10_000)
    deps.world.settle()
    expect(await viewRun(place.ctx, { communityId: place.communityId, runId })).not.toHaveProperty('changedRooms')
    expect(await publish(place, await run(runId))).toMatchObject({ state: 'published', issued: { count: 3 } })
  })
})

describe('drafts whose fee item changed after they were computed', () => {
  it('are told in the review, refused at publication, and right once they are computed anew', async () => {
    const { runId } = await drafted()
    const ground = { kind: 'vote', text: '业主大会 2026-12' } as const
    const { communityId } = place
    await addTariff(place.ctx, { communityId, feeItemId, from: '2026-12-01', price: 20_000, ground })
    const told = await run(runId)
    expect(told.changedItems).toEqual(['物业费'])
    await expect(publishRun(place.ctx, asReviewed(told))).rejects.toMatchObject({
      code: 'record.changed',
      message: '收费项目在核对期间改过，请点「重新计算」，核对后再出账',
    })
    const anew = await redraft(runId)
    expect(anew).toMatchObject({ count: 3, amountFen: 60_000 })
    expect(anew.changedItems).toBeUndefined()
    await publish(place, anew)
    expect(await billed()).toEqual([[20_000], [20_000], [20_000]])
  })
})

describe('a run that never comes to its end', () => {
  it('says so after eight attempts, is woken no more, and goes on when a person asks', async () => {
    const { communityId } = place
    // What the outbox sends and deletes by itself would be counted among the writes that die.
    deps.outbox.committed = () => {}
    const { runId } = await startRun(place.ctx, { communityId, ...december, feeItemIds: [feeItemId] })
    for (let attempt = 0; attempt < 8; attempt++) {
      // The lease is its first write, the drafts come after.
      deps.life.crashAt(2, 'before')
      await expect(computeRun(deps, communityId, runId)).rejects.toMatchObject({ name: 'ProcessCrashed' })
      deps.life.revive()
      deps.clock.advance(61_000)
    }
    expect((await run(runId)).state).toBe('computing')
    await computeRun(deps, communityId, runId)
    expect((await run(runId)).state).toBe('failed')
    deps.clock.advance(3600_000)
    deps.world.settle()
    await resumeRuns(deps)
    await computeRun(deps, communityId, runId)
    expect((await run(runId)).state).toBe('failed')
    expect(await redraft(runId)).toMatchObject({ state: 'ready', count: 3 })
    expect((await listDrafts(place.ctx, { communityId, runId })).items).toHaveLength(3)
  })
})
