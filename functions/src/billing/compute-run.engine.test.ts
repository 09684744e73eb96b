import * as z from 'zod'
import { beforeEach, describe, expect, it } from 'vitest'
import { type TestDeps, testDeps } from '../../test/context'
import { calmDeps, expectOneAtWork, killedAt, otherProcess } from '../../test/processes'
import { makeCommunity, type Place } from '../../test/make'
import { makeFeeItem, makeMeasuredRooms, measureAgain } from '../../test/make-billing'
import { queryAll } from '../query-all'
import { computeRun } from './compute-run'
import { discardRun } from './discard-run'
import { listDrafts } from './drafts'
import { resumeRuns } from './resume-runs'
import { loadRun } from './run-store'
import { startRun } from './start-run'

const december = { from: '2026-12-01', to: '2026-12-31' }
const leaseMs = 61_000

let deps: TestDeps
let place: Place
let feeItemId: string
let roomIds: string[]

beforeEach(async () => {
  deps = calmDeps()
  place = await makeCommunity(deps)
  roomIds = await makeMeasuredRooms(place, ['1-1-101', '1-1-102', '1-1-103'])
  feeItemId = (await makeFeeItem(place)).feeItemId
})

const start = async (window = december) =>
  (await startRun(place.ctx, { communityId: place.communityId, ...window, feeItemIds: [feeItemId] })).runId
const compute = (runId: string, by: TestDeps = deps) => computeRun(by, place.communityId, runId)
const run = (runId: string) => loadRun(place.ctx, place.communityId, runId)

async function drafts(runId: string) {
  const { items } = await listDrafts(place.ctx, { communityId: place.communityId, runId, limit: 100 })
  return items.map(draft => [draft.object.code, draft.period.from, draft.amountFen, draft.draftId])
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
        const { failed, reached } = await killedAt(deps, { write, when }, () => compute(runId))
        if (failed) died++
        expect((await run(runId)).state).toBe('ready')
        expect(await drafts(runId)).toEqual(expected)
        await discardRun(place.ctx, { communityId: place.communityId, runId })
        if (!reached) break
      }
      expect(died).toBe(3)
    },
  )

  it('computed by two at once is computed by one', async () => {
    const runId = await start()
    // The other one finds a worker at it, or all done.
    expectOneAtWork(await Promise.allSettled([compute(runId), compute(runId, otherProcess(deps))]))
    expect(await drafts(runId)).toHaveLength(3)
    await compute(runId)
    expect((await run(runId)).generation).toBe(1)
  })

  it('is left alone while another worker is at it', async () => {
    const runId = await start()
    const held = deps.world.holdNext({ command: 'Query', when: 'after', match: '#rooms' })
    const working = compute(runId)
    await held.reached
    await expect(compute(runId, otherProcess(deps))).rejects.toMatchObject({ code: 'request.busy' })
    held.release()
    await working
    expect(await run(runId)).toMatchObject({ state: 'ready', generation: 1 })
  })

  it.each([
    ['the rooms as they were', { command: 'Query', when: 'after', match: '#rooms' } as const],
    ['its batch to write', { command: 'BatchWriteItem', when: 'before', match: 'draft#' } as const],
  ])('ignores a zombie that wakes up with %s after the inputs changed', async (_, point) => {
    const runId = await start()
    const zombie = otherProcess(deps)
    const held = deps.world.holdNext(point)
    const late = compute(runId, zombie)
    await held.reached
    deps.clock.advance(leaseMs)
    const room = await measureAgain(place, roomIds[0], 20_000)
    expect(room.areas.built).toBe(20_000)
    await compute(runId)
    const expected = await drafts(runId)
    expect(expected[0]?.[2]).toBe(46_000)
    held.release()
    await late
    expect(await drafts(runId)).toEqual(expected)
    expect((await run(runId)).amountFen).toBe(46_000 + 23_000 + 23_000)
  })

  it('is not ended by a zombie while its successor is still at work', async () => {
    const runId = await start()
    const looking = { command: 'Query', when: 'after', match: '#rooms' } as const
    const held = deps.world.holdNext(looking)
    const late = compute(runId, otherProcess(deps))
    await held.reached
    deps.clock.advance(leaseMs)
    await measureAgain(place, roomIds[0], 20_000)
    const again = deps.world.holdNext(looking)
    const working = compute(runId)
    await again.reached
    held.release()
    await late
    expect(await run(runId)).toMatchObject({ state: 'computing', generation: 2 })
    again.release()
    await working
    expect(await run(runId)).toMatchObject({ state: 'ready', generation: 2, amountFen: 46_000 + 23_000 + 23_000 })
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
