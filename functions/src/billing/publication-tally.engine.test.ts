import { addDays, addMonths } from '@linli/shared/time'
import { beforeEach, describe, expect, it } from 'vitest'
import { billsOf } from '../../test/books'
import type { TestDeps } from '../../test/context'
import { calmDeps, crashed, killedAt } from '../../test/processes'
import { makeCommunity, type Place } from '../../test/make'
import { makeFeeItem, makeMeasuredRooms, makeRun, measureAgain } from '../../test/make-billing'
import { computeRun } from './compute-run'
import { discardRun } from './discard-run'
import { publishBills } from './publish-bills'
import { publishRun } from './publish-run'
import { redraftRun } from './redraft-run'
import { loadRun } from './run-store'

const leaseMs = 61_000
/** Two fee items over three years: more bills of a room than one transaction holds. */
const perRoom = 72

let deps: TestDeps
let place: Place
let feeItems: { feeItemId: string }[]
let roomIds: string[]

beforeEach(async () => {
  deps = calmDeps()
  place = await makeCommunity(deps)
  roomIds = await makeMeasuredRooms(place, ['1-1-101', '1-1-102'])
  feeItems = [await makeFeeItem(place), await makeFeeItem(place, { name: '电梯费' })]
})

const run = (runId: string) => loadRun(place.ctx, place.communityId, runId)
const work = (runId: string) => publishBills(deps, place.communityId, runId)

async function drafted(from: string, rooms = roomIds) {
  const to = addDays(addMonths(from, 36), -1)
  const { runId } = await makeRun(place, { from, to, feeItems, roomIds: rooms })
  return run(runId)
}

async function begin({ runId, count, amountFen }: Awaited<ReturnType<typeof run>>) {
  await publishRun(place.ctx, { communityId: place.communityId, runId, count, amountFen })
}

/** What stands in the table, of this run. */
async function billed(runId: string) {
  const found = await Promise.all(roomIds.map(roomId => billsOf(place, roomId)))
  const own = found.flat().filter(bill => bill.runId === runId)
  return { count: own.length, amountFen: own.reduce((sum, bill) => sum + bill.amountFen, 0) }
}

describe('what a publication counts', () => {
  it.each(['before', 'after'] as const)(
    'is the same when it is killed %s any of its writes and taken up again; a room held back counts once',
    async when => {
      let died = 0
      for (let write = 1; ; write++) {
        const reviewed = await drafted(addMonths('2027-01-01', (write - 1) * 36))
        const { runId } = reviewed
        await measureAgain(place, roomIds[1], 10_000 + 100 * write)
        await begin(reviewed)
        const { failed, reached } = await killedAt(deps, { write, when }, () => work(runId))
        if (failed) died++
        const done = await run(runId)
        expect(done).toMatchObject({ state: 'ready', heldBack: { count: 1, codes: ['1-1-102'], bills: perRoom } })
        expect(done.issued).toEqual(await billed(runId))
        expect(done.issued?.count).toBe(reviewed.count - perRoom)
        await discardRun(place.ctx, { communityId: place.communityId, runId })
        if (!reached) break
      }
      expect(died).toBe(5)
    },
  )

  it('has the bills of a publication that failed, before and after the rest is issued', async () => {
    const reviewed = await drafted('2027-01-01', roomIds.slice(0, 1))
    const { runId } = reviewed
    await begin(reviewed)
    for (let attempt = 0; attempt < 8; attempt++) {
      // The lease is its first write. The first worker dies with some bills issued, the others before any more.
      deps.life.crashAt(2, attempt === 0 ? 'after' : 'before')
      await expect(work(runId)).rejects.toMatchObject(crashed)
      deps.life.revive()
      deps.clock.advance(leaseMs)
    }
    await work(runId)
    const failed = await run(runId)
    expect(failed.state).toBe('failed')
    const some = await billed(runId)
    expect(some.count).toBeGreaterThan(0)
    expect(some.count).toBeLessThan(perRoom)
    expect(failed.issued).toEqual(some)
    await redraftRun(place.ctx, { communityId: place.communityId, runId })
    await computeRun(deps, place.communityId, runId)
    const anew = await run(runId)
    expect(anew).toMatchObject({ count: perRoom - some.count, issued: some })
    await begin(anew)
    await work(runId)
    expect(await run(runId)).toMatchObject({ state: 'published', issued: { count: perRoom } })
    expect((await run(runId)).issued).toEqual(await billed(runId))
  })
})
