import { type AccountCode, usualCodes } from '@linli/shared/finance/voucher-schema'
import { expectedOf } from '@linli/shared/finance/till-rules'
import { sumFen } from '@linli/shared/money'
import type { Posting } from '@linli/shared/payments/schema'
import { beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { closeDayRight, closeWholeMonth, rightCount } from '../../test/closing'
import type { TestDeps } from '../../test/context'
import { cashierAt, payAtDesk } from '../../test/desk'
import { makeCommunity, makeRoom } from '../../test/make'
import { makeFeeItem } from '../../test/make-billing'
import { makeBill, merchantDeps } from '../../test/payments'
import { communityContext, type Context } from '../context'
import { hashOf, seal } from '../payments/seal'
import { ledgerKey, sealedKey, StoredPosting } from '../payments/store'
import { queryAll } from '../query-all'
import { closeDay } from './close-day'
import { enterExpense } from './enter-expense'
import { listExpenses } from './expense-store'
import { loadReport } from './month-report'
import { reverseExpense } from './reverse-expense'
import { saveBudget } from './save-budget'
import { saveSettings } from './save-settings'
import { spending } from './spending'
import { loadDay, loadSettings, monthReportKey } from './store'
import { vouchersOfMonth } from './vouchers'

let deps: TestDeps
beforeAll(async () => {
  ;({ deps } = await merchantDeps())
})

const whoIs = (ctx: Context) => (ctx.actor.kind === 'staff' ? ctx.actor.personId : '')
const Kept = z.object({ text: z.string(), sha256: z.string() })
const Ledger = z.object({ accounts: z.record(z.string(), z.number()) })

async function office() {
  deps.clock.set('2026-11-22T04:00:00.000Z')
  const place = await makeCommunity(deps, { merchantRef: 'linli' })
  const accountant = cashierAt(place, 'accountant')
  const ads = await makeFeeItem(place, { name: '电梯广告', nature: 'common_income' })
  const at = { communityId: place.communityId }
  const paid = { ...at, date: '2026-11-20', amountFen: 100_000, commonFen: 0, payee: '洁净保洁公司' }
  const cleaning = { ...paid, category: 'cleaning' as const, channel: 'transfer' as const, number: 'T1' }
  const sealed = async (): Promise<Posting[]> => {
    deps.world.settle()
    await seal(deps, at.communityId)
    deps.world.settle()
    const ctx = communityContext(deps, at.communityId)
    return queryAll(ctx.db, { index: 'gs1', pk: sealedKey(at.communityId), schema: StoredPosting }, 100)
  }
  return { place, accountant, ads, at, cleaning, sealed, ctx: communityContext(deps, at.communityId) }
}

const codeOf = (code: string): AccountCode => ({ account: 'expense', category: 'cleaning', code, name: '清洁' })

describe('an expense', () => {
  it('is posted, whoever bears it, and stands in screen, month report and voucher alike', async () => {
    const { accountant, ads, at, cleaning, sealed, ctx } = await office()
    await saveBudget(accountant, { ...at, year: '2026', amounts: { cleaning: 1_200_000 }, version: 0 })
    await enterExpense(accountant, { ...cleaning, commonFen: 30_000, feeItemId: ads.feeItemId })
    deps.clock.advance(1_000)
    await enterExpense(accountant, { ...cleaning, category: 'taxes', amountFen: 7_000, number: 'T2' })
    const [first] = await sealed()
    expect(first).toMatchObject({ kind: 'expense', postingDate: '2026-11-20' })
    expect(first?.lines).toEqual([
      { account: 'expense', amountFen: 70_000, category: 'cleaning' },
      { account: 'liability', amountFen: 30_000, category: 'cleaning', feeItemId: ads.feeItemId },
      { account: 'channel_cash', amountFen: -100_000, channel: 'transfer' },
    ])
    // What it was spent on is under the seal.
    const other = (first?.lines ?? []).map(line => (line.category ? { ...line, category: 'office' as const } : line))
    const { seq = 0, postingDate = '', previousHash = '', hash } = first ?? {}
    const sealedAs = (lines: Posting['lines']) =>
      first && hashOf({ ...first, lines }, seq, postingDate, undefined, previousHash)
    expect([sealedAs(first?.lines ?? []) === hash, sealedAs(other) === hash]).toEqual([true, false])
    const year = await spending(accountant, { ...at, year: '2026' })
    expect(year.whole).toMatchObject({ budgetFen: 1_200_000, spentFen: 107_000, commonFen: 30_000 })
    expect(year.items.map(({ category, months }) => [category, months[10]])).toEqual([
      ['cleaning', 100_000],
      ['taxes', 7_000],
    ])
    const wish = { ...at, year: '2026', category: 'cleaning' as const, month: '2026-11', limit: 50 }
    expect((await listExpenses(ctx, wish)).items.map(({ amountFen }) => amountFen)).toEqual([100_000])

    deps.clock.set('2026-12-02T02:00:00.000Z')
    const settings = await loadSettings(ctx, at.communityId)
    await saveSettings(accountant, { ...settings, codes: [...usualCodes, codeOf('6401.03')] })
    await closeWholeMonth(deps, accountant, { ...at, month: '2026-11' })
    const report = await loadReport(ctx, at.communityId, '2026-11')
    expect(report?.expenses).toEqual([
      { category: 'cleaning', spentFen: 100_000, commonFen: 30_000 },
      { category: 'taxes', spentFen: 7_000, commonFen: 0 },
    ])
    const { vouchers } = await vouchersOfMonth(accountant, { ...at, month: '2026-11' })
    expect(vouchers[0]?.lines.map(({ code, debitFen, creditFen }) => [code, debitFen, creditFen])).toEqual([
      ['2241.01', 30_000, 0],
      ['6401', 7_000, 0],
      ['6401.03', 70_000, 0],
      ['1002', 0, 107_000],
    ])
  })

  it('is taken out once, by a reversal of today; a closed month stays as it is, byte for byte', async () => {
    const { accountant, at, cleaning, sealed, ctx } = await office()
    const { expenseId } = await enterExpense(accountant, cleaning)
    await sealed()
    deps.clock.set('2026-12-02T02:00:00.000Z')
    await closeWholeMonth(deps, accountant, { ...at, month: '2026-11' })
    const before = await ctx.db.get(monthReportKey(at.communityId, '2026-11'), Kept)
    const reversal = await reverseExpense(accountant, { ...at, expenseId, reason: '重复登记' })
    expect(await reverseExpense(accountant, { ...at, expenseId, reason: '重复登记' })).toEqual(reversal)
    for (const id of [expenseId, reversal.expenseId])
      await expect(reverseExpense(accountant, { ...at, expenseId: id, reason: '再来一次' })).rejects.toMatchObject({
        code: 'finance.already_reversed',
      })
    deps.clock.advance(1_000)
    // Entered late: it was paid in the closed month, and stands in the open one.
    await enterExpense(accountant, { ...cleaning, amountFen: 500, number: 'T3' })
    const postings = await sealed()
    expect(postings.map(({ kind, postingDate }) => [kind, postingDate])).toEqual([
      ['expense', '2026-11-20'],
      ['expense_reversal', '2026-12-02'],
      ['expense', '2026-12-01'],
    ])
    expect(await ctx.db.get(monthReportKey(at.communityId, '2026-11'), Kept)).toEqual(before)
    const { items } = await spending(accountant, { ...at, year: '2026' })
    expect(items[0]?.months.slice(10)).toEqual([100_000, -99_500])
  })

  it('in cash comes out of the till of whoever enters it', async () => {
    const { accountant, at, cleaning } = await office()
    const cash = { ...cleaning, channel: 'cash' as const, date: '2026-11-22', amountFen: 2_500 }
    const { expenseId } = await enterExpense(accountant, cash)
    const till = async () => loadDay(accountant, at.communityId, whoIs(accountant), '2026-11-22')
    const holds = async () => expectedOf((await till()) ?? { sums: {} }, 'cash')
    expect(await holds()).toBe(-2_500)
    await reverseExpense(accountant, { ...at, expenseId, reason: '记错了人' })
    expect([await holds(), (await till())?.movements]).toEqual([0, 2])
  })

  it('is refused with the field that is wrong', async () => {
    const { place, accountant, ads, cleaning, at, sealed } = await office()
    const own = await makeFeeItem(place)
    const wrong = async (change: object, path: string) =>
      expect(enterExpense(accountant, { ...cleaning, ...change })).rejects.toMatchObject({
        details: { fields: [{ path }] },
      })
    await wrong({ date: '2026-11-23' }, 'date')
    await wrong({ number: undefined }, 'number')
    await wrong({ commonFen: 100_001, feeItemId: ads.feeItemId }, 'commonFen')
    await wrong({ commonFen: 1 }, 'feeItemId')
    await wrong({ commonFen: 1, feeItemId: own.feeItemId }, 'feeItemId')
    await wrong({ category: 'manager_fee' }, 'category')
    await saveSettings(accountant, { ...(await loadSettings(accountant, at.communityId)), regime: 'held' })
    expect(await enterExpense(accountant, { ...cleaning, category: 'manager_fee' })).toMatchObject({
      category: 'manager_fee',
    })
    // 酬金制: what is spent comes out of the fees that are held.
    await sealed()
    deps.clock.set('2026-12-02T02:00:00.000Z')
    await closeWholeMonth(deps, accountant, { ...at, month: '2026-11' })
    const { vouchers } = await vouchersOfMonth(accountant, { ...at, month: '2026-11' })
    expect(vouchers[0]?.lines.map(({ code, debitFen }) => [code, debitFen])).toEqual([
      ['2241.03', 100_000],
      ['1002', 0],
    ])
    const old = { ...at, year: '2026', amounts: {}, version: 0 }
    await saveBudget(accountant, old)
    await expect(saveBudget(accountant, old)).rejects.toMatchObject({ code: 'record.changed' })
  })
})

describe('长短款', () => {
  it('is posted as the day is signed, once: the books then hold the cash that was counted', async () => {
    const { place, accountant, at, sealed, ctx } = await office()
    const room = await makeRoom(place, { code: '1-1-101', ownerName: '李小红' })
    const pay = async () => {
      const bill = await makeBill(place, room)
      deps.world.settle()
      await payAtDesk(accountant, place, [bill])
    }
    await pay()
    const dayAt = { ...at, cashierId: whoIs(accountant), date: '2026-11-22' }
    const day = await loadDay(ctx, at.communityId, dayAt.cashierId, dayAt.date)
    if (!day) throw new Error('no day')
    const { cashFen, ...count } = rightCount(day)
    const short = { ...dayAt, ...count, cashFen: cashFen - 350, note: '找零多给了' }
    await closeDay(accountant, short)
    await closeDay(accountant, short)
    const found = (await sealed()).filter(({ kind }) => kind === 'till_difference')
    expect(found.map(({ lines, postingDate }) => [postingDate, lines])).toEqual([
      [
        '2026-11-22',
        [
          { account: 'channel_cash', amountFen: -350, channel: 'cash' },
          { account: 'cash_difference', amountFen: 350 },
        ],
      ],
    ])
    const { accounts = {} } = (await ctx.db.get(ledgerKey(at.communityId), Ledger)) ?? {}
    expect(accounts.channel_cash).toBe(short.cashFen)
    deps.clock.set('2026-11-23T04:00:00.000Z')
    await pay()
    await closeDayRight(accountant, { ...dayAt, date: '2026-11-23' })
    expect(sumFen((await sealed()).map(({ kind }) => Number(kind === 'till_difference')))).toBe(1)
  })
})
