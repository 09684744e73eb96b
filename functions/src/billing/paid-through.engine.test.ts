import { beforeEach, describe, expect, it } from 'vitest'
import { billsOf } from '../../test/books'
import { testDeps } from '../../test/context'
import { makeCommunity, type Place } from '../../test/make'
import { issue, makeFeeItem, makeRun, publish, makeMeasuredRooms } from '../../test/make-billing'
import { bring, record } from '../../test/make-opening'
import { computeRun } from './compute-run'
import { listDrafts } from './drafts'
import { redraftRun } from './redraft-run'
import { loadRun } from './run-store'
import { voidBill } from './void-bill'

const codes = ['1-1-101', '1-1-102']
let place: Place
let feeItem: { feeItemId: string }
let roomIds: string[]

beforeEach(async () => {
  place = await makeCommunity(testDeps({ strict: { throttle: 0, unprocessed: 0 } }))
  roomIds = await makeMeasuredRooms(place, codes)
  feeItem = await makeFeeItem(place)
})

const run = (from: string, to: string) => makeRun(place, { from, to, feeItems: [feeItem] })
const draftsOf = async (runId: string) =>
  (await listDrafts(place.ctx, { communityId: place.communityId, runId, limit: 100 })).items.map(draft => [
    draft.object.code,
    draft.period.from,
    draft.period.to,
    draft.amountFen,
  ])
const liveBills = async (roomId = '') =>
  (await billsOf(place, roomId))
    .filter(({ state }) => state !== 'void')
    .map(({ period, amountFen }) => [period.from, period.to, amountFen])

describe('a room that is paid through a day', () => {
  it('is billed from the day after, and for no day before, however early a run begins', async () => {
    expect(await bring(place, record.paidThrough('2026-10-31'))).toEqual([])
    const wide = await run('2026-01-01', '2026-11-30')
    const drafts = await draftsOf(wide.runId)
    expect(drafts.filter(([code]) => code === '1-1-101')).toEqual([['1-1-101', '2026-11-01', '2026-11-30', 23_000]])
    expect(drafts.filter(([code]) => code === '1-1-102')).toHaveLength(11)
    expect(await publish(place, wide)).toMatchObject({ state: 'published', issued: { count: 12 } })
    expect(await liveBills(roomIds[0])).toEqual([['2026-11-01', '2026-11-30', 23_000]])
  })

  it('is billed for part of a month where the day lies inside one', async () => {
    await bring(place, record.paidThrough('2026-11-15'))
    await issue(place, { from: '2026-11-01', to: '2026-11-30', feeItems: [feeItem] })
    expect(await liveBills(roomIds[0])).toEqual([['2026-11-16', '2026-11-30', 11_500]])
  })

  it('keeps its day when a bill is void and issued again', async () => {
    await bring(place, record.paidThrough('2026-10-31'))
    await issue(place, { from: '2026-09-01', to: '2026-11-30', feeItems: [feeItem] })
    const { communityId, ctx } = place
    const [roomId = ''] = roomIds
    const [bill] = await billsOf(place, roomId)
    const reason = '面积有误'
    await voidBill(ctx, { communityId, roomId, billId: bill?.billId ?? '', reason, reissue: true })
    expect(await liveBills(roomId)).toEqual([['2026-11-01', '2026-11-30', 23_000]])
    expect((await run('2026-09-01', '2026-11-30')).count).toBe(0)
  })

  it('refuses another day, and one that a live bill has; the same row changes nothing', async () => {
    expect(await bring(place, record.paidThrough('2026-10-31'), record.paidThrough('2026-10-31'))).toEqual([])
    expect(await bring(place, record.paidThrough('2026-09-30'))).toEqual([
      '1-1-101 物业费 已经登记为缴至2026年10月31日',
    ])
    await issue(place, { from: '2026-11-01', to: '2026-11-30', feeItems: [feeItem] })
    const late = record.paidThrough('2026-11-01', { roomCode: '1-1-102' })
    expect(await bring(place, late)).toEqual(['1-1-102 物业费 2026年11月1日至2026年11月30日已经出账'])
    expect(await bring(place, { ...late, roomCode: '9-9-101' }, { ...late, feeItemName: '水费' })).toEqual([
      '没有房屋 9-9-101',
      '没有收费项目「水费」，请先建好，或改成已有的名称',
    ])
  })

  it('holds back drafts that were computed before it was known', async () => {
    const early = await run('2026-10-01', '2026-10-31')
    expect(early.count).toBe(2)
    await bring(place, record.paidThrough('2026-10-31'))
    const published = await publish(place, early)
    expect(published).toMatchObject({ state: 'ready', heldBack: { count: 1, codes: ['1-1-101'] } })
    await redraftRun(place.ctx, { communityId: place.communityId, runId: early.runId })
    await computeRun(place.deps, place.communityId, early.runId)
    expect((await loadRun(place.ctx, place.communityId, early.runId)).count).toBe(0)
    expect(await liveBills(roomIds[0])).toEqual([])
  })

  it('owes what it owed: days of 期初欠费 are billed by no run', async () => {
    await bring(place, record.paidThrough('2026-07-31'), record.arrears(12_000))
    const { runId } = await run('2026-07-01', '2026-09-30')
    expect((await draftsOf(runId)).filter(([code]) => code === '1-1-101')).toEqual([
      ['1-1-101', '2026-09-01', '2026-09-30', 23_000],
    ])
  })
})
