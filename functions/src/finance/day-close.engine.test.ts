import { expectedOf } from '@linli/shared/finance/till-rules'
import { beforeAll, describe, expect, it } from 'vitest'
import { closeDayRight, rightCount } from '../../test/closing'
import type { TestDeps } from '../../test/context'
import { cashierAt, payAtDesk } from '../../test/desk'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { makeBill, merchantDeps } from '../../test/payments'
import { auditItem } from '../audit'
import { communityContext, type Context } from '../context'
import { ConditionFailed } from '../db'
import { refundOrder } from '../payments/refund-order'
import { refundPrepayment } from '../payments/refund-prepayment'
import { returnDeposit } from '../payments/return-deposit'
import { seal } from '../payments/seal'
import { monthFigures } from '../payments/month-figures'
import { takeDeposit } from '../payments/take-deposit'
import { takePrepayment } from '../payments/take-prepayment'
import { postingsOf } from '../../test/books'
import { checkDay } from './check-day'
import { closeDay } from './close-day'
import { loadDay } from './store'
import { tillItems } from './till-items'
import { listDays, tillDay } from './till-reads'

let deps: TestDeps
beforeAll(async () => {
  ;({ deps } = await merchantDeps())
})

const today = '2026-11-22'
const whoIs = (ctx: Context) => (ctx.actor.kind === 'staff' ? ctx.actor.personId : '')

async function counter() {
  const place = await makeCommunity(deps, { merchantRef: 'linli' })
  const room = await makeRoom(place, { code: '1-1-101', ownerName: '李小红' })
  const cashier = cashierAt(place, 'accountant')
  const at = { communityId: place.communityId, cashierId: whoIs(cashier), date: today }
  const pay = async (wish: Parameters<typeof payAtDesk>[3] = {}) => {
    const bill = await makeBill(place, room)
    deps.world.settle()
    return payAtDesk(cashier, place, [bill], wish)
  }
  return { place, room, cashier, at, pay, here: { communityId: place.communityId, roomId: room.roomId } }
}

/** The postings of a place that are sealed, by what they post. */
async function posted(place: Place) {
  deps.world.settle()
  await seal(deps, place.communityId)
  deps.world.settle()
  return postingsOf(place)
}

describe('a cashier’s day', () => {
  it('holds what came in and went out by channel, whatever it was for; deposits are in no day’s receipts', async () => {
    const { place, cashier, at, pay, here } = await counter()
    const order = await pay({ tenderedFen: 30_000 })
    await pay({ channel: 'pos' })
    await refundOrder(cashier, { communityId: at.communityId, orderId: order.orderId, reason: '录错房号' })
    const money = { channel: 'cash' as const, paidBy: '李小红' }
    const deposit = await takeDeposit(cashier, { ...here, ...money, name: '装修押金', amountFen: 200_000 })
    const back = { proof: 'receipt' as const, channel: 'cash' as const, deductedFen: 50_000, reason: '墙面损坏' }
    await returnDeposit(cashier, { communityId: at.communityId, depositId: deposit.takes?.id ?? '', ...back })
    const lot = await takePrepayment(cashier, { ...here, ...money, amountFen: 9_000 })
    const lotId = lot.takes?.id ?? ''
    await refundPrepayment(cashier, { communityId: at.communityId, lotId, amountFen: 4_000, reason: '搬走了' })
    const other = cashierAt(place)
    await takeDeposit(other, { ...here, ...money, name: '水卡押金', amountFen: 100 })

    const { day, items } = await tillDay(cashier, { ...at, limit: 50 })
    expect(day.sums).toEqual({
      'cash#collected': 20_585,
      'cash#refunded': -20_585,
      'cash#deposit': 200_000,
      'cash#depositBack': -150_000,
      'cash#prepaid': 9_000,
      'cash#prepaidBack': -4_000,
      'pos#collected': 20_585,
    })
    expect([expectedOf(day, 'cash'), expectedOf(day, 'pos'), day.counts]).toEqual([55_000, 20_585, { cash: 6, pos: 1 }])
    expect(items.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(75_585)
    await posted(place)
    const [figures] = await monthFigures(cashier, at.communityId, ['2026-11'])
    expect(figures?.received.get('22')).toBe(20_585 + 5_000)
  })

  it('is closed once, counted and signed, and checked by somebody else', async () => {
    const { place, cashier, at, pay } = await counter()
    await expect(closeDayRight(cashier, at)).rejects.toThrow('no such day')
    await pay()
    await pay({ channel: 'transfer', number: '88001' })
    const day = await loadDay(cashier, at.communityId, at.cashierId, today)
    if (!day) throw new Error('the day is gone')
    const count = { ...at, ...rightCount(day) }
    await expect(closeDay(cashier, { ...count, movements: 1 })).rejects.toMatchObject({ code: 'finance.day_changed' })
    await expect(closeDay(cashier, { ...count, cashFen: 20_000 })).rejects.toMatchObject({ code: 'finance.needs_note' })
    await expect(closeDay(cashier, { ...count, slips: {} })).rejects.toMatchObject({ code: 'finance.needs_note' })
    await expect(closeDay(cashier, { ...count, pieces: { '10000': 2 } })).rejects.toMatchObject({
      code: 'request.invalid',
    })
    await expect(closeDay(cashier, { ...count, date: '2026-11-23' })).rejects.toMatchObject({ code: 'request.invalid' })
    const short = { ...count, cashFen: 70_000, floatFen: 50_000, note: '找零少收' }
    const closed = await closeDay(cashier, short)
    expect(closed).toMatchObject({ state: 'closed', differenceFen: -585, signedBy: { personId: at.cashierId } })
    expect(await closeDay(cashier, short)).toMatchObject({ closedAt: closed.closedAt })
    await expect(closeDay(cashier, count)).rejects.toMatchObject({ code: 'finance.day_closed' })

    await expect(checkDay(cashier, at)).rejects.toMatchObject({ code: 'finance.own_day' })
    const accountant = cashierAt(place, 'accountant')
    expect(await checkDay(accountant, { ...at, note: '已补足' })).toMatchObject({
      state: 'checked',
      checkNote: '已补足',
    })
    const { items } = await listDays(accountant, { communityId: at.communityId, month: '2026-11', limit: 50 })
    expect(items).toMatchObject([{ state: 'checked', cashierId: at.cashierId, differenceFen: -585 }])
  })

  it('that is closed takes no more: later money stands in the next open day, in the till and in the books', async () => {
    const { place, cashier, at, pay } = await counter()
    await pay()
    await closeDayRight(cashier, at)
    const late = await pay()
    await refundOrder(cashier, { communityId: at.communityId, orderId: late.orderId, reason: '录错房号' })
    const money = { paidBy: '李小红', number: '88002', channel: 'transfer' as const }
    await pay({ ...money, paidOn: '2026-11-20' })
    const days = await Promise.all(
      ['2026-11-20', today, '2026-11-23'].map(date => loadDay(cashier, at.communityId, at.cashierId, date)),
    )
    expect(days.map(day => day?.sums)).toEqual([
      { 'transfer#collected': 20_585 },
      { 'cash#collected': 20_585 },
      { 'cash#collected': 20_585, 'cash#refunded': -20_585 },
    ])
    const dates = (await posted(place)).map(({ kind, valueDate, postingDate }) => `${kind} ${valueDate} ${postingDate}`)
    expect(dates.toSorted()).toEqual([
      `refund ${today} 2026-11-23`,
      'settlement 2026-11-20 2026-11-20',
      `settlement ${today} ${today}`,
      `settlement ${today} 2026-11-23`,
    ])
  })

  it('is counted while money comes in: every fen stands in one day, and what was signed is what was there', async () => {
    const { cashier, at, pay } = await counter()
    await pay()
    const day = await loadDay(cashier, at.communityId, at.cashierId, today)
    if (!day) throw new Error('the day is gone')
    const [closed, ...paid] = await Promise.allSettled([closeDay(cashier, { ...at, ...rightCount(day) }), pay(), pay()])
    expect(paid.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
    const ctx = communityContext(deps, at.communityId)
    const [before, after] = await Promise.all(
      [today, '2026-11-23'].map(date => loadDay(ctx, at.communityId, at.cashierId, date)),
    )
    const cash = (found: typeof before) => (found ? expectedOf(found, 'cash') : 0)
    expect(cash(before) + cash(after)).toBe(3 * 20_585)
    if (closed.status === 'fulfilled') expect(cash(before)).toBe(closed.value.counted?.cashFen)
    else expect(before?.state).toBe('open')
  })

  it('that is signed between a payment’s look and its write fails the write, which then finds the next day', async () => {
    const { cashier, at, pay } = await counter()
    await pay()
    const money = { move: 'collected' as const, channel: 'cash' as const, amountFen: 100, valueDate: today, rooms: [] }
    const { writes, tillDate } = await tillItems(cashier, { ...at, ...money, sourceId: 'late', cashierName: '' })
    expect(tillDate).toBeUndefined()
    await closeDayRight(cashier, at)
    const about = { objectType: 'till_day' as const, objectId: 'late', summary: '收款' }
    const audit = auditItem(cashier, { communityId: at.communityId, action: 'payments.collect', ...about })
    await expect(cashier.db.transact([...writes, audit], audit.put)).rejects.toBeInstanceOf(ConditionFailed)
    expect(await tillItems(cashier, { ...at, ...money, sourceId: 'late', cashierName: '' })).toMatchObject({
      tillDate: '2026-11-23',
    })
  })
})
