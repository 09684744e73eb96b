import type { Room } from '@linli/shared/communities/schema'
import type { Statement } from '@linli/shared/billing/statement'
import { Posting } from '@linli/shared/payments/schema'
import * as z from 'zod'
import { beforeAll, describe, expect, it } from 'vitest'
import { homeIn } from '../../test/actors'
import { billsOf } from '../../test/books'
import { pdfText } from '../../test/pdf-text'
import { testContext, type TestDeps } from '../../test/context'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { issue, makeFeeItem } from '../../test/make-billing'
import { bring, confirmAll, record } from '../../test/make-opening'
import { makeOrder, merchantDeps } from '../../test/payments'
import { communityContext, type GrantedHome } from '../context'
import { reverseDraft } from '../opening/reverse-draft'
import { receiptOf } from '../payments/receipts'
import { seal } from '../payments/seal'
import { settle } from '../payments/settle'
import { getOrder, sealedKey } from '../payments/store'
import { queryAll } from '../query-all'
import { derivedId } from '../secrets'
import { listHistory } from '../opening/history'
import { myBills } from './my-bills'
import { listRoomBills } from './room-bills'
import { printStatement } from './print-statement'
import { myStatement, statement } from './statement'
import { billItem } from './store'
import { voidBill } from './void-bill'

let world: Awaited<ReturnType<typeof merchantDeps>>
let deps: TestDeps
let place: Place
let rooms: Room[]
let feeItemId: string

/** A room that was cut over and lived on: opening balances, three months, payments, a void, a reversal, history. */
beforeAll(async () => {
  world = await merchantDeps({ strict: { throttle: 0, unprocessed: 0 }, at: '2026-11-05T04:00:00.000Z' })
  deps = world.deps
  place = await makeCommunity(deps, { merchantRef: 'linli' })
  rooms = [
    await makeRoom(place, { code: '1-1-101', ownerName: '李小红' }),
    await makeRoom(place, { code: '1-1-102', ownerName: '王明' }),
  ]
  feeItemId = (await makeFeeItem(place)).feeItemId
  const paid = { feeItemName: '物业费', paidOn: '2025-06-01', number: 'A1' }
  await bring(
    place,
    record.paidThrough('2026-08-31'),
    record.arrears(12_000, { period: { from: '2026-09-01', to: '2026-09-30' } }),
    record.arrears(7_000, { period: { from: '2024-01-01', to: '2024-01-31' }, payerName: '赵前' }),
    record.prepayment(50_000, { feeItemName: '物业费' }),
    record.prepayment(300, { payerName: '赵前' }),
    record.deposit(200_000),
    record.history(23_000, { ...paid, payerName: '李小红' }),
    record.history(-500, { ...paid, payerName: '赵前', nth: 1 }),
    record.history(1_000, { feeItemName: '垃圾费' }),
  )
  await confirmAll(place)
  await issue(place, { from: '2026-09-01', to: '2026-11-30', feeItems: [{ feeItemId }] })
  deps.world.settle()
  deps.clock.set('2026-11-12T04:00:00.000Z')
  await pay(b => b.opening === true && b.payer.name === '李小红')
  await pay(b => b.period.from === '2026-10-01')
  deps.clock.set('2026-11-20T04:00:00.000Z')
  const [november] = (await roomBills()).filter(b => b.period.from === '2026-11-01')
  const { communityId, ctx } = place
  await voidBill(ctx, { ...at(), billId: november?.billId ?? '', reason: '面积有误', reissue: true })
  const small = (await view()).items.find(entry => entry.amountFen === 300)
  await reverseDraft(ctx, { communityId, draftId: small?.sourceId ?? '', reason: '重复导入' })
  deps.world.settle()
  await seal(deps, communityId)
  deps.world.settle()
})

const at = () => ({ communityId: place.communityId, roomId: rooms[0]?.roomId ?? '' })
const roomBills = async () =>
  (await listRoomBills(place.ctx, { ...at(), limit: 50 })).items.filter(b => b.state !== 'void')
const view = (from = '2026-01-01', to = '2026-12-31'): Promise<Statement> => statement(place.ctx, { ...at(), from, to })

async function pay(which: (bill: Awaited<ReturnType<typeof roomBills>>[number]) => boolean): Promise<string> {
  const [bill] = (await roomBills()).filter(which)
  if (!bill) throw new Error('no such bill')
  const order = await makeOrder(place, [bill], world.merchant)
  const paidAt = new Date(deps.nowMs()).toISOString()
  const payment = { transactionId: `t-${order.orderId}`, paidAt, amountFen: order.amountFen }
  await settle(communityContext(deps, place.communityId), order, payment)
  deps.world.settle()
  return order.orderId
}

async function receivableLines(until: string) {
  const pages = await queryAll(place.ctx.db, { index: 'gs1', pk: sealedKey(place.communityId), schema: Posting }, 100)
  return pages
    .filter(({ seq, valueDate }) => seq !== undefined && valueDate <= until)
    .flatMap(({ lines }) => lines)
    .filter(line => line.account === 'receivable' && line.objectId === rooms[0]?.roomId)
    .reduce((sum, { amountFen }) => sum + amountFen, 0)
}

describe('a statement', () => {
  it('has each movement in order with its balance, and history apart', async () => {
    const { items, before, after, history, billedFen, paidFen } = await view()
    expect(items.map(each => [each.date, each.kind, each.amountFen, each.after.receivableFen])).toEqual([
      ['2026-11-05', 'opening_arrears', 7_000, 7_000],
      ['2026-11-05', 'opening_arrears', 12_000, 19_000],
      ['2026-11-05', 'bill', 20_585, 39_585],
      ['2026-11-05', 'bill', 20_585, 60_170],
      ['2026-11-05', 'opening_prepayment', 50_000, 60_170],
      ['2026-11-05', 'opening_prepayment', 300, 60_170],
      ['2026-11-05', 'opening_deposit', 200_000, 60_170],
      ['2026-11-12', 'payment', -12_000, 48_170],
      ['2026-11-12', 'payment', -20_585, 27_585],
      ['2026-11-20', 'bill', 20_585, 48_170],
      ['2026-11-20', 'void', -20_585, 27_585],
      ['2026-11-20', 'prepayment_reversed', -300, 27_585],
    ])
    expect(before).toEqual({ receivableFen: 0, prepaymentFen: 0, depositFen: 0 })
    expect(after).toEqual({ receivableFen: 27_585, prepaymentFen: 50_000, depositFen: 200_000 })
    expect([billedFen, paidFen]).toEqual([60_170, 32_585])
    expect(history.map(row => [row.paidOn, row.paidFen])).toEqual([[undefined, 1_000]])
    expect((await view('2025-01-01')).history).toHaveLength(3)
  })

  it('goes over years from its true opening balance, each from what the one before left, and onto A4', async () => {
    const { years } = await view('2024-01-01')
    expect(
      years.map(each => [each.year, each.before.receivableFen, each.billedFen, each.paidFen, each.historyFen]),
    ).toEqual([
      ['2025', 0, 0, 0, 22_500],
      ['2026', 0, 60_170, 32_585, 0],
    ])
    // A range that begins later opens with all that came before it.
    const [later] = (await view('2026-11-15')).years
    expect([later?.before.receivableFen, later?.after.receivableFen]).toEqual([27_585, 27_585])
    const { url } = await printStatement(place.ctx, { ...at(), from: '2024-01-01', to: '2026-12-31' })
    const text = pdfText(Buffer.from(await (await fetch(url)).arrayBuffer()))
    for (const shown of ['1栋1单元101', '期末结余', '601.70', '325.85', '275.85', '历史缴费', '225.00'])
      expect(text).toContain(shown)
  })

  it('is the journal’s: what is receivable at its end is the sum of the room’s sealed lines, on every day', async () => {
    for (let day = 4; day <= 21; day++) {
      const date = `2026-11-${String(day).padStart(2, '0')}`
      const { before, after } = await view('2026-11-10', date < '2026-11-10' ? '2026-11-10' : date)
      if (date >= '2026-11-10') expect([date, after.receivableFen]).toEqual([date, await receivableLines(date)])
      expect(before.receivableFen).toBe(await receivableLines('2026-11-09'))
    }
  })

  it('answers for a home of twenty years: the last years one by one, those before by their sums', async () => {
    const { communityId, ctx } = place
    const [model] = (await billsOf(place, at().roomId)).filter(bill => bill.state === 'published' && !bill.opening)
    if (!model) throw new Error('no bill')
    const holder = { type: 'holder' as const, id: deps.newId(), code: '周强' }
    const months = Array.from(
      { length: 240 },
      (_, i) => `${2006 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
    )
    // Each paid in seven parts of a fen.
    const bills = months.map(month => ({
      ...model,
      billId: derivedId('bill', month),
      object: holder,
      period: { from: `${month}-01`, to: `${month}-28` },
      publishedAt: `${month}-02T04:00:00.000Z`,
      movements: Array.from({ length: 7 }, (_, i) => ({
        date: `${month}-${10 + i}`,
        orderId: `${derivedId('order', month, i)}000000`,
        principalFen: 1,
        lateFeeFen: 0,
      })),
    }))
    await ctx.db.writeMany(bills.map(bill => ({ put: billItem(bill, 0) })))
    deps.world.settle()
    const asked = { communityId, roomId: holder.id, from: '2000-01-01', to: '2026-12-31' }
    const { items, years, earlier, after, before } = await statement(ctx, asked)
    expect([items.length, items[0]?.date, years.length]).toEqual([15 * 96, '2011-01-02', 20])
    expect(earlier).toEqual({ to: '2010-12-31', after: years[4]?.after })
    expect(earlier?.after.receivableFen).toBe(5 * 12 * (model.amountFen - 7))
    expect([before.receivableFen, after.receivableFen]).toEqual([0, 240 * (model.amountFen - 7)])
    const old = await statement(ctx, { ...asked, from: '2008-01-01', to: '2008-12-31' })
    expect([old.items.length, old.before.receivableFen, old.earlier]).toEqual([
      96,
      24 * (model.amountFen - 7),
      undefined,
    ])
  })

  it('shows a resident what is theirs: never another’s debts, prepayments or history', async () => {
    const mine = await myStatement(asOwner(), { ...at(), from: '2024-01-01', to: '2026-12-31' })
    expect(mine.items.some(entry => entry.payerName === '赵前')).toBe(false)
    expect(mine.after).toEqual({ receivableFen: 20_585, prepaymentFen: 50_000, depositFen: 200_000 })
    expect(mine.history.map(({ payerName }) => payerName)).toEqual(['李小红'])
    const seen = (await myBills(asOwner(), { ...at(), show: 'open' })).items
    expect(seen.map(({ payer }) => payer.name)).not.toContain('赵前')
    const neighbour = { ...at(), roomId: rooms[1]?.roomId ?? '', from: '2024-01-01', to: '2026-12-31' }
    await expect(myStatement(asOwner(), neighbour)).rejects.toMatchObject({ code: 'access.forbidden' })
  })
})

describe('期初欠费', () => {
  it('is settled like any bill; the receipt names its period, and the month’s rate does not move', async () => {
    const orderId = await pay(bill => bill.payer.name === '赵前')
    expect(await seal(deps, place.communityId)).toBe(true)
    const order = await getOrder(place.ctx, orderId)
    if (!order) throw new Error('no order')
    const [line] = receiptOf(order).lines
    expect(line).toMatchObject({
      payerName: '赵前',
      period: { from: '2024-01-01', to: '2024-01-31' },
      computation: '期初欠费',
    })
    const figures = { pk: `C#${place.communityId}#figures`, schema: z.record(z.string(), z.unknown()) }
    const all = await queryAll(place.ctx.db, figures, 100)
    const months = all.filter(({ sk }) => /^\d{4}-\d{2}$/.test(String(sk)))
    expect(months.map(({ sk, billedFen, collectedFen }) => [sk, billedFen, collectedFen])).toEqual([
      ['2026-09', 20_585, undefined],
      ['2026-10', 41_170, 20_585],
      ['2026-11', 41_170, undefined],
    ])
    expect(months.find(({ sk }) => sk === '2026-11')).toMatchObject({ oldArrearsFen: 19_000, oldCollectedFen: 19_000 })
  })
})

describe('history', () => {
  it('is found by room, by the beginning of a payer’s name, by item and by month', async () => {
    const { communityId } = place
    const found = async (asked: object) =>
      (await listHistory(place.ctx, { communityId, ...asked })).items.map(row => row.paidFen).sort((a, b) => a - b)
    expect(await found({ roomId: at().roomId })).toEqual([-500, 1_000, 23_000])
    expect(await found({ roomId: at().roomId, month: '2025-06' })).toEqual([-500, 23_000])
    expect(await found({ payer: '李' })).toEqual([23_000])
    expect(await found({ item: '物业费' })).toEqual([-500, 23_000])
    expect(await found({ month: '2025-06' })).toEqual([-500, 23_000])
    await expect(found({})).rejects.toMatchObject({ code: 'request.invalid' })
  })
})

function asOwner() {
  const [room] = rooms
  const home: GrantedHome = {
    ...homeIn(place, room?.roomId ?? '', 'owner'),
    personId: room?.occupancies[0]?.personId ?? '',
    personName: '李小红',
  }
  return testContext(deps, { kind: 'account', accountId: deps.newId(), sessionKey: 'session#none', homes: [home] })
}
