import { Bill } from '@linli/shared/billing/schema'
import { addDays, addMonths } from '@linli/shared/time'
import { beforeEach, describe, expect, it } from 'vitest'
import { type TestDeps, testDeps } from '../../test/context'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { makeFeeItem, makeRun } from '../../test/make-billing'
import { loadRoom } from '../communities/rooms'
import { updateRoom } from '../communities/update-room'
import { queryAll } from '../query-all'
import { computeRun } from './compute-run'
import { discardRun } from './discard-run'
import { publishBills } from './publish-bills'
import { publishRun } from './publish-run'
import { redraftRun } from './redraft-run'
import { loadRun } from './run-store'

const leaseMs = 61_000
const calm = { unprocessed: 0, emptyPage: 0, throttle: 0, lagMs: [0, 0] as const, transactMs: [0, 1] as const }
/** Two fee items over three years: more bills of a room than one transaction holds. */
const perRoom = 72

let deps: TestDeps
let place: Place
let feeItems: { feeItemId: string }[]
let roomIds: string[]

beforeEach(async () => {
  deps = testDeps({ strict: calm })
  // What the outbox sends and deletes by itself would be counted among the writes that a test kills.
  deps.outbox.committed = () => {}
  place = await makeCommunity(deps)
  roomIds = []
  for (const code of ['1-1-101', '1-1-102'])
    roomIds.push((await makeRoom(place, { code, ownerName: `业主 ${code}`, areas: { built: 10_000 } })).roomId)
  feeItems = [await makeFeeItem(place), await makeFeeItem(place, { name: '电梯费' })]
})

const run = (runId: string) => loadRun(place.ctx, place.communityId, runId)
const work = (runId: string) => publishBills(deps, place.communityId, runId)
const crashed = { name: 'ProcessCrashed' }

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
  const pks = roomIds.map(roomId => `C#${place.communityId}#room#${roomId}`)
  const found = await Promise.all(pks.map(pk => queryAll(place.ctx.db, { pk, begins: 'bill#', schema: Bill }, 5000)))
  const own = found.flat().filter(bill => bill.runId === runId)
  return { count: own.length, amountFen: own.reduce((sum, bill) => sum + bill.amountFen, 0) }
}

async function measureAgain(roomId = '') {
  const { version, status, areas } = await loadRoom(place.ctx, place.communityId, roomId)
  const built = areas.built + 100
  await updateRoom(place.ctx, { communityId: place.communityId, roomId, version, status, areas: { built } })
}

describe('what a publication counts', () => {
  it.each(['before', 'after'] as const)(
    'is the same when it is killed %s any of its writes and taken up again; a room held back counts once',
    async when => {
      let died = 0
      for (let write = 1; ; write++) {
        const reviewed = await drafted(addMonths('2027-01-01', (write - 1) * 36))
        const { runId } = reviewed
        await measureAgain(roomIds[1])
        await begin(reviewed)
        deps.life.crashAt(write, when)
        const first = await work(runId).then(
          () => 'done',
          (error: unknown) => expect(error).toMatchObject(crashed),
        )
        const { crashed: isDead } = deps.life
        deps.life.revive()
        if (first !== 'done') {
          died++
          deps.clock.advance(leaseMs)
          await work(runId)
        }
        const done = await run(runId)
        expect(done).toMatchObject({ state: 'ready', heldBack: { count: 1, codes: ['1-1-102'], bills: perRoom } })
        expect(done.issued).toEqual(await billed(runId))
        expect(done.issued?.count).toBe(reviewed.count - perRoom)
        await discardRun(place.ctx, { communityId: place.communityId, runId })
        if (!isDead) break
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
