import type { Room } from '@linli/shared/communities/schema'
import { Deposit, OpeningLot } from '@linli/shared/payments/held-schema'
import * as z from 'zod'
import { beforeEach, describe, expect, it } from 'vitest'
import { billsOf, postingsOf } from '../../test/books'
import type { TestDeps } from '../../test/context'
import { calmDeps, killedAt, otherProcess } from '../../test/processes'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { makeFeeItem, makeRun } from '../../test/make-billing'
import { bring, confirmAll, record } from '../../test/make-opening'
import { discardRun } from '../billing/discard-run'
import { voidBill } from '../billing/void-bill'
import { depositsOfRoom, lotsOfRoom } from '../payments/opening-lots'
import { seal } from '../payments/seal'
import { queryAll } from '../query-all'
import { confirmOpening } from './confirm-opening'
import { discardDraft } from './discard-draft'
import { overview } from '../insight/overview'
import { listDrafts } from './list-drafts'
import { openingPostedAt } from './posted-at'
import { referringToDrafts } from './plan-drafts'
import { resumeConfirmations } from './resume-confirmations'
import { reverseDraft } from './reverse-draft'
import { viewTotals } from './totals'
import { workConfirmation } from './work-confirmation'

const leaseMs = 61_000
let deps: TestDeps
let place: Place
let rooms: Room[]

beforeEach(async () => {
  deps = calmDeps()
  place = await makeCommunity(deps)
  rooms = [
    await makeRoom(place, { code: '1-1-101', ownerName: '李小红' }),
    await makeRoom(place, { code: '2-1-101', ownerName: '王明', handoverDate: '2026-09-01' }),
  ]
  await makeFeeItem(place)
})

const at = () => ({ communityId: place.communityId })
const totals = () => viewTotals(place.ctx, at())
const drafts = async (
  kind: 'arrears' | 'prepayment' | 'deposit',
  state: 'draft' | 'confirmed' | 'discarded' | 'reversed',
) => (await listDrafts(place.ctx, { ...at(), kind, state })).items
const bills = (room = 0) => billsOf(place, rooms[room]?.roomId)

/** A balance of each kind in two buildings. */
const three = () =>
  bring(
    place,
    record.arrears(12_000),
    record.arrears(3_000, { roomCode: '2-1-101', payerName: '赵前' }),
    record.prepayment(50_000, { feeItemName: '物业费' }),
    record.deposit(200_000, { roomCode: '2-1-101', receiptNumber: 'No.8', paidOn: '2025-03-01' }),
  )

it('opening balances that wait for their confirmation stand among what waits in the morning, until they are posted', async () => {
  const waits = async () =>
    (await overview(place.ctx, { ...at(), month: '2026-11' })).waiting.filter(({ kind }) => kind === 'opening_drafts')
  expect(await waits()).toEqual([])
  await three()
  expect(await waits()).toEqual([{ kind: 'opening_drafts', count: 4 }])
  expect(await openingPostedAt(place.ctx, place.communityId)).toBeUndefined()
  await confirmAll(place)
  expect(await waits()).toEqual([])
  expect(await openingPostedAt(place.ctx, place.communityId)).toEqual(expect.any(String))
})

async function journal() {
  const postings = await postingsOf(place)
  const sums = new Map<string, number>()
  for (const { account, amountFen } of postings.flatMap(({ lines }) => lines))
    sums.set(account, (sums.get(account) ?? 0) + amountFen)
  return { postings, sums: Object.fromEntries(sums) }
}
const opened = { deposit: -200_000, opening_balance: 235_000, prepayment: -50_000, receivable: 15_000 }

/** All that confirmed balances have become. */
const books = async () => ({
  sums: (await journal()).sums,
  bills: [...(await bills(0)), ...(await bills(1))].map(bill => [bill.object.code, bill.payer.name, bill.amountFen]),
  lots: (await lotsOfRoom(place.ctx, place.communityId, rooms[0]?.roomId ?? '')).length,
  deposits: (await depositsOfRoom(place.ctx, place.communityId, rooms[1]?.roomId ?? '')).length,
  totals: (await totals()).confirmed,
})

describe('opening balances', () => {
  it('are drafts by building and item until they are confirmed; the same row lands once', async () => {
    expect(await three()).toEqual([])
    expect(await three()).toEqual([])
    const { items, draft, confirmed } = await totals()
    expect(items.map(({ building, kind, itemName, draft: sum }) => [building, kind, itemName, sum.amountFen])).toEqual([
      ['1', 'arrears', '物业费', 12_000],
      ['1', 'prepayment', '物业费', 50_000],
      ['2', 'arrears', '物业费', 3_000],
      ['2', 'deposit', '装修押金', 200_000],
    ])
    expect(draft.arrears).toEqual({ count: 2, amountFen: 15_000 })
    expect(confirmed.arrears.count).toBe(0)
    expect((await drafts('arrears', 'draft')).map(({ payer }) => payer)).toEqual([
      { kind: 'owners', personIds: [rooms[0]?.occupancies[0]?.personId], name: '李小红' },
      { kind: 'former', personIds: [], name: '赵前' },
    ])
    expect((await journal()).postings).toEqual([])
    expect(await bills()).toEqual([])
  })

  it('never fall to the buyer: without a name they are of whoever owned on the last day, or refused', async () => {
    const before = record.arrears(100, { roomCode: '2-1-101' })
    expect(await bring(place, before)).toEqual(['2-1-101 没有写明是谁的，那时也没有登记业主，请写上名字'])
    const day = { from: '2026-08-15', to: '2026-09-10' }
    expect(await bring(place, { ...before, period: day })).toEqual([])
    expect((await drafts('arrears', 'draft'))[0]?.payer.name).toBe('王明')
  })

  it('become bills, lots and deposits with balanced postings, sealed like any other and in no month’s rate', async () => {
    await three()
    await confirmAll(place)
    expect(await totals()).toMatchObject({
      draft: { arrears: { count: 0 }, prepayment: { count: 0 }, deposit: { count: 0 } },
      confirmation: { state: 'done', progress: { done: 4, total: 4 } },
    })
    expect((await bills())[0]).toMatchObject({
      amountFen: 12_000,
      opening: true,
      state: 'published',
      dueDate: '2026-08-31',
      lateFee: null,
    })
    const [lot] = await lotsOfRoom(place.ctx, place.communityId, rooms[0]?.roomId ?? '')
    expect(OpeningLot.parse(lot)).toMatchObject({ leftFen: 50_000, payer: { name: '李小红' }, feeItemName: '物业费' })
    const [deposit] = await depositsOfRoom(place.ctx, place.communityId, rooms[1]?.roomId ?? '')
    expect(Deposit.parse(deposit)).toMatchObject({ amountFen: 200_000, state: 'held', receiptNumber: 'No.8' })
    const { postings, sums } = await journal()
    expect(sums).toEqual(opened)
    expect(postings.map(({ kind }) => kind)).toEqual(['opening'])
    deps.world.settle()
    expect(await seal(deps, place.communityId)).toBe(true)
    expect((await journal()).postings[0]).toMatchObject({ seq: 1, previousHash: '' })
    const figures = await queryAll(
      place.ctx.db,
      { pk: `C#${place.communityId}#figures`, schema: z.record(z.string(), z.unknown()) },
      10,
    )
    const months = figures.filter(({ sk }) => /^\d{4}-\d{2}$/.test(String(sk)))
    expect(months).toEqual([{ pk: expect.any(String), sk: '2026-11', oldArrearsFen: 15_000 }])
  })

  it('are confirmed only as they were seen, and one confirmation at a time', async () => {
    await three()
    const { draft: sums } = await totals()
    await bring(place, record.deposit(1))
    await expect(confirmOpening(place.ctx, { ...at(), sums })).rejects.toMatchObject({ code: 'opening.changed' })
    const now = { ...at(), sums: (await totals()).draft }
    const both = await Promise.allSettled([confirmOpening(place.ctx, now), confirmOpening(place.ctx, now)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const [draft] = await drafts('deposit', 'draft')
    const discard = { ...at(), draftId: draft?.draftId ?? '', reason: '金额有误' }
    await expect(discardDraft(place.ctx, discard)).rejects.toMatchObject({ code: 'opening.confirming' })
    expect((await journal()).postings).toEqual([])
  })

  it('that came after the look are not posted: nothing is, and the page says why', async () => {
    await three()
    const { confirmationId } = await confirmOpening(place.ctx, { ...at(), sums: (await totals()).draft })
    await bring(place, record.deposit(1))
    await workConfirmation(deps, place.communityId, confirmationId)
    expect((await totals()).confirmation).toMatchObject({
      state: 'refused',
      problem: expect.stringContaining('对不上'),
    })
    expect((await journal()).postings).toEqual([])
    await confirmAll(place)
    expect((await journal()).sums).toMatchObject({ receivable: 15_000 })
  })

  it.each(['before', 'after'] as const)(
    'posted by a worker killed %s any of its writes are posted once',
    async when => {
      const more = Array.from({ length: 25 }, (_, nth) => record.deposit(100, { nth }))
      let died = 0
      for (let write = 1; ; write++) {
        place = await makeCommunity(deps)
        rooms = [
          await makeRoom(place, { code: '1-1-101', ownerName: '李小红' }),
          await makeRoom(place, { code: '2-1-101', ownerName: '王明' }),
        ]
        await makeFeeItem(place)
        await three()
        await bring(place, ...more)
        const { confirmationId } = await confirmOpening(place.ctx, { ...at(), sums: (await totals()).draft })
        const work = () => workConfirmation(deps, place.communityId, confirmationId)
        const { failed, reached } = await killedAt(deps, { write, when }, work)
        if (failed) died++
        expect(await books()).toEqual({
          sums: { ...opened, deposit: -202_500, opening_balance: 237_500 },
          bills: [
            ['1-1-101', '李小红', 12_000],
            ['2-1-101', '赵前', 3_000],
          ],
          lots: 1,
          deposits: 1,
          totals: {
            arrears: { count: 2, amountFen: 15_000 },
            prepayment: { count: 1, amountFen: 50_000 },
            deposit: { count: 26, amountFen: 202_500 },
          },
        })
        expect((await totals()).confirmation?.state).toBe('done')
        if (!reached) break
      }
      expect(died).toBe(5)
    },
  )

  it('posted by two workers at once are posted once; one that nobody works at is woken', async () => {
    await three()
    const { confirmationId } = await confirmOpening(place.ctx, { ...at(), sums: (await totals()).draft })
    deps.clock.advance(6 * 60_000)
    deps.world.settle()
    await resumeConfirmations(deps)
    const other = otherProcess(deps)
    const held = deps.world.holdNext({ command: 'BatchGetItem', when: 'after', match: '#opening' })
    const late = workConfirmation(other, place.communityId, confirmationId)
    await held.reached
    deps.clock.advance(leaseMs)
    await workConfirmation(deps, place.communityId, confirmationId)
    held.release()
    await expect(late).rejects.toMatchObject({ code: 'request.busy' })
    expect((await books()).sums).toEqual(opened)
  })
})

/** How many bills a run would issue to the first room. */
async function billableInAugust(feeItemId: string): Promise<number> {
  const window = { from: '2026-08-01', to: '2026-08-31', feeItems: [{ feeItemId }] }
  const { runId, count } = await makeRun(place, { ...window, roomIds: [rooms[0]?.roomId ?? ''] })
  await discardRun(place.ctx, { ...at(), runId })
  return count
}

describe('one of them', () => {
  it('is discarded with a reason before the confirmation, and its days are free again', async () => {
    await three()
    const [draft] = await drafts('arrears', 'draft')
    await discardDraft(place.ctx, { ...at(), draftId: draft?.draftId ?? '', reason: '已经交过' })
    expect((await totals()).draft.arrears).toEqual({ count: 1, amountFen: 3_000 })
    expect((await drafts('arrears', 'discarded'))[0]).toMatchObject({ reason: '已经交过' })
    expect(await billableInAugust(draft?.feeItemId ?? '')).toBe(1)
    const again = { ...at(), draftId: draft?.draftId ?? '', reason: '再来一次' }
    await expect(discardDraft(place.ctx, again)).rejects.toMatchObject({ code: 'opening.not_draft' })
  })

  it('is reversed after it: the exact negative, its own days alone, and the undo of its import names it', async () => {
    await three()
    const beside = record.arrears(1_000, { payerName: '孙丽' })
    await bring(place, beside)
    await confirmAll(place)
    const confirmed = [
      ...(await drafts('arrears', 'confirmed')),
      ...(await drafts('prepayment', 'confirmed')),
      ...(await drafts('deposit', 'confirmed')),
    ]
    const importId = confirmed.find(({ amountFen }) => amountFen === 12_000)?.importId ?? ''
    const undo = { communityId: place.communityId, companyId: place.companyId, importId, looking: false }
    expect(await referringToDrafts(place.ctx, undo, [record.arrears(12_000)])).toMatchObject([
      { what: '1-1-101 物业费 2026年8月1日至2026年8月31日 期初欠费 120.00 元已入账，只能冲销' },
    ])
    const [arrears] = confirmed
    const { object, draftId: billId } = arrears ?? { object: { id: '' }, draftId: '' }
    const anew = { ...at(), roomId: object.id, billId, reason: '按标准重算', reissue: true }
    await expect(voidBill(place.ctx, anew)).rejects.toMatchObject({ code: 'billing.cannot_void' })
    const billable = []
    for (const { draftId, object: room, feeItemId = '' } of confirmed) {
      await reverseDraft(place.ctx, { ...at(), draftId, reason: '重复导入' })
      if (room.code === '1-1-101') billable.push(await billableInAugust(feeItemId))
    }
    // Two owed for the same days: they are free when the second is gone.
    expect(billable).toEqual([0, 1, 1])
    expect((await journal()).sums).toEqual({ deposit: 0, opening_balance: 0, prepayment: 0, receivable: 0 })
    expect((await bills()).map(({ state }) => state)).toEqual(['void', 'void'])
    expect((await totals()).confirmed.deposit.count).toBe(0)
    const [draft] = confirmed
    await expect(
      reverseDraft(place.ctx, { ...at(), draftId: draft?.draftId ?? '', reason: '再来一次' }),
    ).rejects.toMatchObject({ code: 'opening.not_draft' })
  })
})
