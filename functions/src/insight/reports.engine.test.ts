import { movementsOf } from '@linli/shared/billing/movements'
import type { Bill } from '@linli/shared/billing/schema'
import { ExpenseCategory } from '@linli/shared/finance/expense-category'
import { expectedOf } from '@linli/shared/finance/till-rules'
import type { MonthReport } from '@linli/shared/finance/month-schema'
import { sumFen } from '@linli/shared/money'
import { addMonths, monthEnd, monthOf, monthStart } from '@linli/shared/time'
import { expect, it } from 'vitest'
import { billsOf } from '../../test/books'
import { closeWholeMonth, rightCount } from '../../test/closing'
import { cashierAt, payAtDesk } from '../../test/desk'
import { makeCommunity } from '../../test/make'
import { issue, makeFeeItem, makeMeasuredRooms } from '../../test/make-billing'
import { calmDeps } from '../../test/processes'
import { voidBill } from '../billing/void-bill'
import { communityContext } from '../context'
import { spending as spendingList } from '../exports/lists/finance'
import { recountBills } from '../dunning/count-debts'
import { ageing as ageingList, collection as collectionList } from '../exports/lists/reports'
import { closeDay } from '../finance/close-day'
import { enterExpense } from '../finance/enter-expense'
import { loadReport } from '../finance/month-report'
import { reverseExpense } from '../finance/reverse-expense'
import { spending } from '../finance/spending'
import { loadDay } from '../finance/store'
import { refundOrder } from '../payments/refund-order'

import { seal } from '../payments/seal'
import { sealedKey, StoredPosting } from '../payments/store'
import { queryAll } from '../query-all'
import { ageing } from './ageing'
import { collection } from './collection'
import { punctuality } from './punctuality'

const first = '2024-12'
const months = Array.from({ length: 24 }, (_, i) => monthOf(addMonths(monthStart(first), i)))

it('screen, workbook, journal, bills and closed months agree over 24 months', async () => {
  const deps = calmDeps({ at: '2024-12-05T04:00:00.000Z' })
  const place = await makeCommunity(deps)
  const { communityId } = place
  const rooms = await makeMeasuredRooms(place, ['1-1-101', '1-1-102', '2-1-101'])
  const fees = await makeFeeItem(place)
  const water = await makeFeeItem(place, { name: '水费', nature: 'collected_for_others', price: 7_000 })
  const ads = await makeFeeItem(place, { name: '电梯广告', nature: 'common_income' })
  const cashier = cashierAt(place, 'accountant')
  const at = { communityId }
  const ctx = communityContext(deps, communityId)
  const every = async () => (await Promise.all(rooms.map(roomId => billsOf(place, roomId)))).flat()
  const isOpen = ({ state }: Bill) => state === 'published' || state === 'part_paid'

  for (const [n, month] of months.entries()) {
    deps.clock.set(`${month}-05T04:00:00.000Z`)
    // A quarter at a time: the second and third month are issued, and sometimes paid, in advance.
    const to = monthEnd(addMonths(monthStart(month), 2))
    if (n % 3 === 0) await issue(place, { from: monthStart(month), to, feeItems: [fees, water] })
    deps.clock.set(`${month}-20T04:00:00.000Z`)
    const open = (await every()).filter(isOpen)
    // The first room pays at once, the second every third month all that it owes, the third a part of each.
    const due = open.filter(({ object }) => object.id === rooms[0] || (object.id === rooms[1] && n % 3 === 2))
    const order = due.length > 0 ? await payAtDesk(cashier, place, due.slice(0, 20)) : undefined
    const part = open.find(({ object, state }) => object.id === rooms[2] && state === 'published')
    if (part && n % 2 === 0) await payAtDesk(cashier, place, [part], { part: 1_234 })
    if (order && n % 7 === 3) {
      const [bill] = due
      const back = [{ billId: bill?.billId ?? '', amountFen: 500 }]
      await refundOrder(cashier, { ...at, orderId: order.orderId, bills: back, reason: '多收' })
    }
    if (n === 10) {
      const wrong = (await every()).find(
        ({ object, paidFen, state }) => object.id === rooms[2] && paidFen === 0 && state === 'published',
      )
      if (wrong)
        await voidBill(cashier, {
          ...at,
          roomId: wrong.object.id,
          billId: wrong.billId,
          reason: '面积有误',
          reissue: false,
        })
    }
    const expense = await enterExpense(cashier, {
      ...at,
      date: `${month}-20`,
      category: ExpenseCategory.options[n % 9] ?? 'other',
      amountFen: 10_000 + n,
      ...(n % 4 === 1 ? { commonFen: 2_500, feeItemId: ads.feeItemId } : { commonFen: 0 }),
      payee: '供应商',
      ...(n % 5 === 2 ? { channel: 'cash' as const } : { channel: 'transfer' as const, number: `T${n}` }),
    })
    if (n % 6 === 5) await reverseExpense(cashier, { ...at, expenseId: expense.expenseId, reason: '登记错了' })
    await seal(deps, communityId)
  }

  const bills = (await every()).filter(({ state }) => state !== 'void')
  const owed = sumFen(bills.map(({ amountFen, paidFen }) => amountFen - paidFen))
  const postings = await queryAll(ctx.db, { index: 'gs1', pk: sealedKey(communityId), schema: StoredPosting }, 5_000)
  /** Receivable by the journal at the end of a month; of bills before another one. */
  const receivable = (to: string, before = '9999-12') =>
    sumFen(
      postings.flatMap(({ postingDate = '', lines }) =>
        lines.flatMap(line =>
          line.account === 'receivable' && monthOf(postingDate) <= to && (line.month ?? '') < before
            ? [line.amountFen]
            : [],
        ),
      ),
    )
  for (const month of months) {
    const [whole, ...groupings] = await Promise.all(
      (['month', 'item', 'building', 'nature'] as const).map(by => collection(ctx, { ...at, period: month, by })),
    )
    const row = whole?.items.find(({ key }) => key === month)
    const own = bills.filter(({ period }) => monthOf(period.from) === month)
    expect(row?.now).toMatchObject({
      billedFen: sumFen(own.map(({ amountFen }) => amountFen)),
      collectedFen: sumFen(own.map(({ paidFen }) => paidFen)),
      arrearsFen: receivable(month),
      oldFen: receivable(monthOf(addMonths(monthStart(month), -1)), month),
    })
    for (const groups of groupings)
      for (const name of [
        'billedFen',
        'collectedFen',
        'oldFen',
        'oldReceivedFen',
        'receivedFen',
        'arrearsFen',
      ] as const)
        expect(sumFen(groups.items.map(({ now }) => now[name]))).toBe(row?.now[name])
    const year = `${Number(month.slice(0, 4)) + 1}`
    const later = await collection(ctx, { ...at, period: year, by: 'month' })
    if (year === '2026' && month < '2025-12')
      expect(later.items.find(({ key }) => key.endsWith(month.slice(4)))?.before).toEqual(row?.now)
    if (row) expect(collectionList.rowsOf(row)[0]?.slice(1, 3)).toEqual([row.now.billedFen, row.now.collectedFen])
  }
  // A month that has not begun is shown once something is billed for it.
  const ahead = await collection(ctx, { ...at, period: '2026', by: 'month' })
  expect(ahead.items.map(({ key }) => key)).toEqual(months.filter(month => month.startsWith('2026')))
  const ages = await ageing(ctx, at)
  expect(sumFen(ages.items.map(({ totalFen }) => totalFen))).toBe(owed)
  expect(sumFen(ages.items.flatMap(item => Object.values(item.bands)))).toBe(owed)
  expect(ageingList.rowsOf(ages.items[0])[0]?.[1]).toBe(ages.items[0]?.totalFen)

  // Who pays on time: the counters that follow the bills, against the bills themselves.
  const refs = bills.map(({ billId, object }) => ({ roomId: object.id, billId }))
  await recountBills(ctx, communityId, refs)
  for (const year of ['2025', '2026']) {
    const due = bills.filter(
      bill => bill.dueDate.startsWith(year) && (bill.state === 'paid' || bill.dueDate < ctx.today()),
    )
    const { whole } = await punctuality(ctx, { ...at, year })
    expect([whole.bills, whole.open]).toEqual([due.length, due.filter(isOpen).length])
    expect(whole.onTime).toBe(
      due.filter(bill => bill.state === 'paid' && (movementsOf(bill).at(-1)?.date ?? '') <= bill.dueDate).length,
    )
  }

  // What was spent: the screen, its workbook and the journal, month by month.
  for (const year of ['2024', '2025', '2026']) {
    const { items, whole } = await spending(ctx, { ...at, year })
    const lines = postings.flatMap(({ postingDate = '', lines }) =>
      lines.flatMap(line =>
        line.category && postingDate.startsWith(year) ? [{ ...line, month: postingDate.slice(0, 7) }] : [],
      ),
    )
    for (const [i, fen] of whole.months.entries()) {
      const month = `${year}-${String(i + 1).padStart(2, '0')}`
      expect(fen).toBe(sumFen(lines.flatMap(line => (line.month === month ? [line.amountFen] : []))))
    }
    expect(whole.commonFen).toBe(sumFen(lines.flatMap(line => (line.account === 'liability' ? [line.amountFen] : []))))
    for (const row of items) {
      const own = lines.filter(({ category }) => category === row.category)
      expect(row.spentFen).toBe(sumFen(own.map(({ amountFen }) => amountFen)))
      expect(spendingList.rowsOf(row)[0]?.slice(2, 4)).toEqual([row.spentFen, row.commonFen])
    }
  }

  // The books of the first months are closed: their reports were made from the journal alone.
  const differences: number[] = []
  for (const month of months.slice(0, 3)) {
    const day = { ...at, cashierId: personOf(cashier), date: `${month}-20` }
    const till = await loadDay(ctx, communityId, day.cashierId, day.date)
    // 长短款, another one each month.
    const differenceFen = till ? 35 - 20 * months.indexOf(month) : 0
    if (till) {
      const count = rightCount(till)
      await closeDay(cashier, { ...day, ...count, cashFen: count.cashFen + differenceFen, note: '点出来的数' })
    }
    await closeWholeMonth(deps, cashier, { ...at, month })
    const report = await loadReport(ctx, communityId, month)
    if (!report) throw new Error('no report')
    await agrees(report)
    differences.push(differenceFen)
    const { items } = await spending(ctx, { ...at, year: month.slice(0, 4) })
    const spent = items.flatMap(({ category, months: of }) => {
      const spentFen = of[Number(month.slice(5)) - 1] ?? 0
      return spentFen === 0 ? [] : [[category, spentFen]]
    })
    expect(report.expenses.flatMap(row => (row.spentFen === 0 ? [] : [[row.category, row.spentFen]]))).toEqual(spent)
    const over = report.accounts.find(({ account }) => account === 'cash_difference')
    expect(over?.closingFen).toBe(0 - sumFen(differences))
    const cash = report.channels.find(({ channel }) => channel === 'cash')
    expect(cash?.movedFen ?? 0).toBe((till ? expectedOf(till, 'cash') : 0) + differenceFen)
  }

  async function agrees(report: MonthReport) {
    const { month } = report
    const [byItem, byBuilding] = await Promise.all(
      (['item', 'building'] as const).map(by => collection(ctx, { ...at, period: month, by })),
    )
    const same = (
      of: MonthReport['whole'],
      row: { now: { receivedFen: number; arrearsFen: number; lateFeeFen: number; oldReceivedFen: number } } | undefined,
    ) =>
      expect(row?.now).toMatchObject({
        receivedFen: of.receivedFen,
        arrearsFen: of.arrearsFen,
        lateFeeFen: of.lateFeeFen,
        oldReceivedFen: of.receivedOldFen,
      })
    same(report.whole, byItem?.whole)
    for (const item of report.items)
      same(
        item,
        byItem?.items.find(({ key }) => key === item.feeItemId),
      )
    for (const each of report.buildings)
      same(
        each,
        byBuilding?.items.find(({ key }) => key === each.building),
      )
  }
}, 120_000)

const personOf = ({ actor }: ReturnType<typeof cashierAt>) => (actor.kind === 'staff' ? actor.personId : '')
