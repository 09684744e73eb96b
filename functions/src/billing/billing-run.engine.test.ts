import { beforeAll, describe, expect, it } from 'vitest'
import { billsOf, postingsOf } from '../../test/books'
import { type TestDeps, testContext, testDeps } from '../../test/context'
import { makeCommunity, makeRoom, type Place, staffActor } from '../../test/make'
import { issue, makeFeeItem, makeRun, publish } from '../../test/make-billing'
import { discardRun } from './discard-run'
import { listDrafts } from './drafts'
import { listArrears, listBills } from './office-bills'
import { publishRun } from './publish-run'
import { listRoomBills } from './room-bills'
import { startRun } from './start-run'

const december = { from: '2026-12-01', to: '2026-12-31' }
let deps: TestDeps
let place: Place

beforeAll(() => {
  deps = testDeps()
})

async function estate(rooms: number): Promise<Place> {
  const made = await makeCommunity(deps)
  for (let i = 1; i <= rooms; i++)
    await makeRoom(made, { code: `1-1-${100 + i}`, ownerName: `业主${i}`, areas: { built: 8950 + i } })
  return made
}

describe('a billing run', () => {
  it('computes, is reviewed and published: bills, covers, figures and a posting that adds up', async () => {
    place = await estate(3)
    const item = await makeFeeItem(place)
    const run = await makeRun(place, { ...december, feeItems: [item] })
    expect(run).toMatchObject({ state: 'ready', count: 3, amountFen: 20_587 + 20_590 + 20_592, previousFen: 0 })
    const { items: drafts } = await listDrafts(place.ctx, { communityId: place.communityId, runId: run.runId })
    expect(drafts.map(draft => [draft.object.code, draft.amountFen])).toEqual([
      ['1-1-101', 20_587],
      ['1-1-102', 20_590],
      ['1-1-103', 20_592],
    ])
    const published = await publish(place, run)
    expect(published).toMatchObject({ state: 'published', progress: { done: 3, total: 3 } })
    const [first] = drafts
    const [bill] = await billsOf(place, first?.object.id ?? '')
    expect(bill).toMatchObject({
      ...first?.charge,
      state: 'published',
      dueDate: '2026-12-28',
      paidFen: 0,
      runId: run.runId,
    })
    const postings = await postingsOf(place)
    expect(postings).toHaveLength(1)
    const lines = postings[0]?.lines ?? []
    expect(lines.filter(line => line.account === 'receivable')).toHaveLength(3)
    expect(lines.reduce((sum, line) => sum + line.amountFen, 0)).toBe(0)
  })

  it('lists them by month, unpaid, and by room', async () => {
    deps.world.settle()
    const { ctx, communityId } = place
    const codes = async (input: { prefix?: string; limit: number; cursor?: string }) => {
      const page = await listBills(ctx, { communityId, month: '2026-12', ...input })
      return { codes: page.items.map(bill => bill.object.code), cursor: page.cursor }
    }
    const first = await codes({ limit: 2 })
    expect(first.codes).toEqual(['1-1-101', '1-1-102'])
    expect((await codes({ limit: 2, ...(first.cursor && { cursor: first.cursor }) })).codes).toEqual(['1-1-103'])
    expect((await codes({ limit: 9, prefix: '1-1-103' })).codes).toEqual(['1-1-103'])
    expect((await codes({ limit: 9, prefix: '2' })).codes).toEqual([])
    await expect(codes({ limit: 2, cursor: `${first.cursor}x` })).rejects.toMatchObject({ code: 'request.invalid' })
    const arrears = await listArrears(ctx, { communityId, limit: 2 })
    expect(arrears.items.map(bill => bill.dueFen)).toEqual([20_587, 20_590])
    expect((await listArrears(ctx, { communityId, limit: 2, cursor: arrears.cursor })).items).toHaveLength(1)
    const unpaid = async (prefix: string) =>
      (await listArrears(ctx, { communityId, prefix, limit: 9 })).items.map(bill => bill.object.code)
    expect(await unpaid('1-1-103')).toEqual(['1-1-103'])
    expect(await unpaid('1-1-10')).toEqual(['1-1-101', '1-1-102', '1-1-103'])
    expect(await unpaid('2')).toEqual([])
    const roomId = arrears.items[0]?.object.id ?? ''
    expect((await listRoomBills(ctx, { communityId, roomId, limit: 5 })).items).toHaveLength(1)
  })

  it('has one open run in a community, which a discard frees', async () => {
    const own = await estate(1)
    const item = await makeFeeItem(own)
    const window = { communityId: own.communityId, ...december, feeItemIds: [item.feeItemId] }
    const run = await startRun(own.ctx, window)
    await expect(startRun(own.ctx, window)).rejects.toMatchObject({ code: 'billing.run_open' })
    await discardRun(own.ctx, { communityId: own.communityId, runId: run.runId })
    await discardRun(own.ctx, { communityId: own.communityId, runId: run.runId })
    const next = await makeRun(own, { ...december, feeItems: [item] })
    await publish(own, next)
    await expect(discardRun(own.ctx, { communityId: own.communityId, runId: next.runId })).rejects.toMatchObject({
      code: 'billing.run_closed',
    })
  })

  it('starts one run for a repeated request, and refuses its key with another body', async () => {
    const own = await estate(1)
    const item = await makeFeeItem(own)
    const actor = staffActor(deps, own, 'accountant')
    const ctx = testContext(deps, actor)
    const window = { communityId: own.communityId, ...december, feeItemIds: [item.feeItemId] }
    const asked = { ...ctx, idempotency: { endpoint: 'billing.startRun', key: 'key-0001', bodyHash: 'a' } }
    await startRun(asked, window)
    await expect(startRun(asked, window)).rejects.toMatchObject({ code: 'billing.run_open' })
  })

  it('refuses what was not reviewed, and what cannot be computed', async () => {
    const own = await estate(1)
    const item = await makeFeeItem(own)
    await makeRoom(own, { code: '1-1-999' })
    const { communityId } = own
    const run = await makeRun(own, { ...december, feeItems: [item] })
    expect(run.flags.failed).toBe(1)
    const ask = { communityId, runId: run.runId, count: run.count, amountFen: run.amountFen }
    await expect(publishRun(own.ctx, ask)).rejects.toMatchObject({ code: 'billing.run_blocked' })
    await expect(publishRun(own.ctx, { ...ask, amountFen: 1 })).rejects.toMatchObject({ code: 'record.changed' })
    deps.world.settle()
    const { items } = await listDrafts(own.ctx, { communityId, runId: run.runId, flag: 'failed' })
    expect(items.map(draft => [draft.object.code, draft.problem])).toEqual([
      ['1-1-999', '2026年12月1日起没有登记业主，请先登记'],
    ])
    await discardRun(own.ctx, { communityId, runId: run.runId })
    await expect(publishRun(own.ctx, ask)).rejects.toMatchObject({ code: 'billing.run_closed' })
  })

  it('bills nothing twice when a window is run again', async () => {
    const own = await estate(2)
    const item = await makeFeeItem(own)
    await issue(own, { ...december, feeItems: [item] })
    const again = await makeRun(own, { ...december, feeItems: [item] })
    expect(again).toMatchObject({ count: 0, amountFen: 0, state: 'ready' })
    expect((await publish(own, again)).state).toBe('published')
    const january = await makeRun(own, { from: '2027-01-01', to: '2027-01-31', feeItems: [item] })
    expect(january).toMatchObject({
      count: 2,
      previousFen: 20_587 + 20_590,
      flags: { jump: 0, new: 0, zero: 0, failed: 0 },
    })
  })

  it('publishes nothing to pay as paid, without an order', async () => {
    const own = await makeCommunity(deps)
    const room = await makeRoom(own, { ownerName: '李小红', areas: { built: 0 } })
    const item = await makeFeeItem(own)
    const run = await issue(own, { ...december, feeItems: [item] })
    expect(run.flags.zero).toBe(1)
    expect((await billsOf(own, room.roomId)).map(bill => [bill.state, bill.amountFen])).toEqual([['paid', 0]])
  })
})
