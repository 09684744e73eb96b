import { Bill } from '@linli/shared/billing/schema'
import { beforeAll, describe, expect, it } from 'vitest'
import { type TestDeps, testDeps } from '../../test/context'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { issue, makeFeeItem, makeRun } from '../../test/make-billing'
import { auditItem } from '../audit'
import { queryAll } from '../query-all'
import { listArrears, listBills } from './office-bills'
import { publishBills } from './publish-bills'
import { publishRun } from './publish-run'
import { billingStateKey, loadRun } from './run-store'

let deps: TestDeps
let place: Place
const codes = Array.from({ length: 9 }, (_, i) => `1-1-${101 + i}`)

beforeAll(async () => {
  deps = testDeps()
  place = await makeCommunity(deps)
  for (const code of codes) await makeRoom(place, { code, ownerName: `业主 ${code}` })
  const { ctx, communityId } = place
  const audit = auditItem(ctx, {
    communityId,
    action: 'billing.publish_bills',
    objectType: 'community',
    objectId: communityId,
    summary: '',
  })
  await ctx.db.transact([{ put: { ...billingStateKey(communityId), shards: 3 } }, audit], audit.put)
  await issue(place, { from: '2026-12-01', to: '2026-12-31', feeItems: [await makeFeeItem(place)] })
  deps.world.settle()
})

/** All pages of a list, three rows at a time. */
async function paged(list: (cursor?: string) => Promise<{ items: { object: { code: string } }[]; cursor?: string }>) {
  const seen: string[] = []
  let cursor: string | undefined
  let pages = 0
  do {
    const page = await list(cursor)
    expect(page.items.length).toBeLessThanOrEqual(3)
    seen.push(...page.items.map(({ object }) => object.code))
    cursor = page.cursor
    pages++
  } while (cursor !== undefined && pages < 20)
  return seen
}

describe('bills over three shards', () => {
  it('lie in more than one', async () => {
    const perShard = await Promise.all(
      [0, 1, 2].map(shard =>
        queryAll(place.ctx.db, { index: 'gs2', pk: `C#${place.communityId}#bills#2026-12#${shard}`, schema: Bill }, 20),
      ),
    )
    expect(perShard.flat()).toHaveLength(9)
    expect(perShard.filter(bills => bills.length > 0).length).toBeGreaterThan(1)
  })

  it('are listed in one order, each once', async () => {
    const { ctx, communityId } = place
    expect(
      await paged(cursor => listBills(ctx, { communityId, month: '2026-12', limit: 3, ...(cursor && { cursor }) })),
    ).toEqual(codes)
    expect(await paged(cursor => listArrears(ctx, { communityId, limit: 3, ...(cursor && { cursor }) }))).toEqual(codes)
  })

  it('are listed unpaid room by room, each room’s oldest month first', async () => {
    const deps = testDeps()
    const own = await makeCommunity(deps)
    for (const code of ['1-1-101', '1-1-102']) await makeRoom(own, { code, ownerName: `业主 ${code}` })
    const feeItems = [await makeFeeItem(own)]
    await issue(own, { from: '2026-09-01', to: '2026-11-30', feeItems })
    deps.world.settle()
    const { items } = await listArrears(own.ctx, { communityId: own.communityId })
    expect(items.map(bill => `${bill.object.code} ${bill.period.from}`)).toEqual(
      ['1-1-101', '1-1-102'].flatMap(code => ['09', '10', '11'].map(month => `${code} 2026-${month}-01`)),
    )
  })
})

describe('a publication', () => {
  it('of a run older than a year is refused: its drafts may be gone', async () => {
    const old = testDeps()
    const own = await makeCommunity(old)
    await makeRoom(own, { ownerName: '李小红' })
    const run = await makeRun(own, { from: '2026-12-01', to: '2026-12-31', feeItems: [await makeFeeItem(own)] })
    const { count, amountFen, runId } = run
    old.clock.advance(367 * 86_400_000)
    await expect(publishRun(own.ctx, { communityId: own.communityId, runId, count, amountFen })).rejects.toMatchObject({
      code: 'billing.run_closed',
    })
  })

  it('of one room’s many bills goes in several transactions, one after the other', async () => {
    const own = await makeCommunity(deps)
    const room = await makeRoom(own, { ownerName: '李小红' })
    const feeItems = [
      await makeFeeItem(own),
      await makeFeeItem(own, { name: '电梯费' }),
      await makeFeeItem(own, { name: '垃圾费' }),
    ]
    const run = await issue(own, { from: '2027-01-01', to: '2028-12-31', feeItems })
    expect(run).toMatchObject({ state: 'published', count: 72 })
    const bills = await queryAll(own.ctx.db, { pk: `C#${own.communityId}#room#${room.roomId}`, schema: Bill }, 100)
    expect(bills).toHaveLength(72)
  })

  it('whose answers are lost, before and after the commit, issues one set', async () => {
    const rough = testDeps({ strict: { timeoutBefore: 0.1, timeoutAfter: 0.15, throttle: 0.05 } })
    const own = await makeCommunity(deps)
    for (const code of codes) await makeRoom(own, { code, ownerName: `业主 ${code}` })
    const { communityId } = own
    const run = await makeRun(own, { from: '2027-01-01', to: '2027-12-31', feeItems: [await makeFeeItem(own)] })
    await publishRun(own.ctx, { communityId, runId: run.runId, count: run.count, amountFen: run.amountFen })
    for (let tries = 0; tries < 20 && (await loadRun(own.ctx, communityId, run.runId)).state !== 'published'; tries++) {
      rough.clock.advance(61_000)
      await publishBills(rough, communityId, run.runId).catch(() => {})
    }
    expect(rough.world.counts.timeouts).toBeGreaterThan(0)
    deps.world.settle()
    const seen = await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        listBills(own.ctx, { communityId, month: `2027-${String(i + 1).padStart(2, '0')}`, limit: 100 }),
      ),
    )
    expect(seen.map(({ items }) => items.length)).toEqual(Array.from({ length: 12 }, () => 9))
  })
})
