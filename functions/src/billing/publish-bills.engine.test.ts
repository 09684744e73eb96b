import { beforeEach, describe, expect, it } from 'vitest'
import { billsOf, postingsOf } from '../../test/books'
import type { TestDeps } from '../../test/context'
import { calmDeps, expectOneAtWork, killedAt, otherProcess } from '../../test/processes'
import { makeCommunity, type Place } from '../../test/make'
import { makeFeeItem, makeMeasuredRooms, makeRun, publish } from '../../test/make-billing'
import { addTariff } from './add-tariff'
import { discardRun } from './discard-run'
import { listDrafts } from './drafts'
import { publishBills } from './publish-bills'
import { publishRun } from './publish-run'
import { loadRun } from './run-store'
import { loadBill } from './store'
import { voidBill } from './void-bill'

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

const work = (runId: string, by: TestDeps = deps) => publishBills(by, place.communityId, runId)
const run = (runId: string) => loadRun(place.ctx, place.communityId, runId)

async function publishReviewed(runId: string) {
  const { count, amountFen } = await run(runId)
  await publishRun(place.ctx, { communityId: place.communityId, runId, count, amountFen })
}

async function issued() {
  const bills = await Promise.all(roomIds.map(roomId => billsOf(place, roomId)))
  return bills.flat().map(bill => [bill.object.code, bill.period.from, bill.amountFen, bill.billId])
}

const receivableFen = async () =>
  (await postingsOf(place))
    .flatMap(posting => posting.lines)
    .filter(line => line.account === 'receivable')
    .reduce((sum, line) => sum + line.amountFen, 0)

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
        const { failed, reached } = await killedAt(deps, { write, when }, () => work(reviewed.runId))
        if (failed) died++
        expect((await run(reviewed.runId)).state).toBe('published')
        expect(await issued()).toHaveLength(month * 3)
        expect(await receivableFen()).toBe(month * 69_000)
        if (!reached) break
      }
      expect(died).toBe(4)
    },
  )

  it.each(['before', 'after'] as const)(
    'worked on by two at once, and by a zombie %s a void, issues one set',
    async when => {
      const { runId } = await makeRun(place, { ...december, feeItems: [{ feeItemId }] })
      await publishReviewed(runId)
      const zombie = otherProcess(deps)
      const held = deps.world.holdNext({ command: 'BatchGetItem', when, match: '#cover' })
      const late = work(runId, zombie)
      await held.reached
      deps.clock.advance(leaseMs)
      expectOneAtWork(await Promise.allSettled([work(runId), work(runId, otherProcess(deps))]))
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
