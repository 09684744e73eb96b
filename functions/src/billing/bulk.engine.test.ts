import { beforeAll, describe, expect, it } from 'vitest'
import type { BulkTask } from '@linli/shared/billing/bulk-schema'
import { sumFen } from '@linli/shared/money'
import { billsOf, postingsOf } from '../../test/books'
import { type TestDeps, testDeps } from '../../test/context'
import { cashierAt, payAtDesk } from '../../test/desk'
import { makeCommunity, type Place } from '../../test/make'
import { issue, makeFeeItem, makeMeasuredRooms, measureAgain } from '../../test/make-billing'
import { listBulkItems, loadJob } from './bulk-store'
import { confirmBulk, discardBulk, startBulk } from './decide-bulk'
import { loadFeeItem } from './fee-item-store'
import { prepareBulk } from './prepare-bulk'
import { resumeBulk } from './resume-bulk'
import { workBulk } from './work-bulk'

const december = { from: '2026-12-01', to: '2026-12-31' }
let deps: TestDeps
let place: Place
let feeItemId: string

beforeAll(async () => {
  deps = testDeps()
  place = await makeCommunity(deps)
  feeItemId = (await makeFeeItem(place)).feeItemId
})

/** A job whose preview stands. */
async function previewed(task: BulkTask) {
  deps.world.settle()
  const { communityId } = place
  const { jobId } = await startBulk(place.ctx, { communityId, task })
  await prepareBulk(deps, communityId, jobId)
  deps.world.settle()
  return loadJob(place.ctx, communityId, jobId)
}

async function items(jobId: string, show?: 'problems') {
  deps.world.settle()
  return (await listBulkItems(place.ctx, { communityId: place.communityId, jobId, show, limit: 50 })).items
}

const reissue = (prefix: string) => ({ kind: 'reissue' as const, month: '2026-12', prefix, reason: '面积重测' })

/** Three bills of 230.00 whose rooms turn out to have 89.50 m². */
async function wronglyBilled(building: string) {
  const roomIds = await makeMeasuredRooms(
    place,
    [1, 2, 3].map(n => `${building}-1-${n}01`),
  )
  await issue(place, { ...december, feeItems: [{ feeItemId }], roomIds })
  for (const roomId of roomIds) await measureAgain(place, roomId)
  return roomIds
}

describe('批量作废重开', () => {
  it('killed at any write, ends with every bill void and issued again, each once', async () => {
    const roomIds = await wronglyBilled('1')
    const job = await previewed(reissue('1'))
    expect(job).toMatchObject({ state: 'ready', count: 3, problems: 0, before: 69_000, after: 3 * 20_585 })
    const { communityId } = place
    const at = { communityId, jobId: job.jobId, count: 3, before: job.before, after: job.after }
    await expect(confirmBulk(place.ctx, { ...at, after: 1 })).rejects.toMatchObject({ code: 'record.changed' })
    await confirmBulk(place.ctx, at)
    for (let write = 1; (await loadJob(place.ctx, communityId, job.jobId)).state === 'working'; write++) {
      deps.life.crashAt(write, write % 2 === 0 ? 'before' : 'after')
      await workBulk(deps, communityId, job.jobId).catch(() => {})
      deps.life.revive()
      // A lease ends before another worker takes over; what the queue lost is woken.
      deps.clock.advance(61_000)
      if (write > 40) throw new Error('it never ends')
    }
    for (const roomId of roomIds) {
      const bills = await billsOf(place, roomId)
      expect(bills.map(({ state, rev, amountFen }) => `${state} ${rev} ${amountFen}`).sort()).toEqual([
        'published 1 20585',
        'void 0 23000',
      ])
    }
    const lines = (await postingsOf(place)).flatMap(({ lines: own }) => own)
    const own = lines.filter(({ account, objectId }) => account === 'receivable' && roomIds.includes(objectId ?? ''))
    expect(sumFen(own.map(({ amountFen }) => amountFen))).toBe(3 * 20_585)
    expect((await items(job.jobId)).map(({ outcome, after }) => [outcome, after])).toEqual(
      Array(3).fill(['done', 20_585]),
    )
    expect(await loadJob(place.ctx, communityId, job.jobId)).toMatchObject({ state: 'done', done: 3, refused: 0 })
  })

  it('keeps what could not be done with its reason: paid meanwhile, or not as previewed', async () => {
    const [paid = '', changed = '', fine = ''] = await wronglyBilled('2')
    const job = await previewed(reissue('2'))
    const [bill] = await billsOf(place, paid)
    if (bill) await payAtDesk(cashierAt(place), place, [bill])
    await measureAgain(place, changed, 5_000)
    const { communityId } = place
    await confirmBulk(place.ctx, { communityId, jobId: job.jobId, count: 3, before: job.before, after: job.after })
    deps.clock.advance(6 * 60_000)
    await resumeBulk(deps)
    await workBulk(deps, communityId, job.jobId)
    expect(await loadJob(place.ctx, communityId, job.jobId)).toMatchObject({ state: 'done', done: 1, refused: 2 })
    const problems = await items(job.jobId, 'problems')
    expect(problems.map(({ roomId }) => roomId)).toEqual([paid, changed])
    expect(problems[1]?.problem).toMatch(/不一样/)
    expect((await billsOf(place, fine)).map(({ state }) => state).sort()).toEqual(['published', 'void'])
    const again = await previewed({ ...reissue('2'), all: true })
    expect([again.count, again.problems]).toEqual([3, 1])
    await discardBulk(place.ctx, { communityId, jobId: again.jobId })
    await expect(discardBulk(place.ctx, { communityId, jobId: again.jobId })).rejects.toMatchObject({
      code: 'billing.bulk_closed',
    })
  })
})

describe('批量调价', () => {
  it('adds a tariff from a day on, never retroactive, and says where it cannot', async () => {
    const lift = await makeFeeItem(place, { name: '电梯费', price: 4_000 })
    const task: BulkTask = {
      kind: 'tariff',
      feeItemIds: [feeItemId, lift.feeItemId],
      from: '2026-12-15',
      change: { kind: 'percent', bp: 500 },
      ground: { kind: 'vote', text: '2026 年业主大会表决' },
    }
    const job = await previewed(task)
    expect([job.count, job.problems]).toEqual([2, 1])
    const [problem] = await items(job.jobId, 'problems')
    expect(problem).toMatchObject({ itemId: feeItemId, problem: expect.stringMatching(/已经出过账/) })
    const { communityId } = place
    await confirmBulk(place.ctx, { communityId, jobId: job.jobId, count: 2, before: 0, after: 0 })
    await workBulk(deps, communityId, job.jobId)
    expect(await loadJob(place.ctx, communityId, job.jobId)).toMatchObject({ done: 1, refused: 1 })
    const { tariffs } = await loadFeeItem(place.ctx, communityId, lift.feeItemId)
    expect(tariffs.map(({ from, to, price }) => [from, to, price])).toEqual([
      ['2020-01-01', '2026-12-14', 4_000],
      ['2026-12-15', undefined, 4_200],
    ])
    expect((await loadFeeItem(place.ctx, communityId, feeItemId)).tariffs).toHaveLength(1)
  })
})
