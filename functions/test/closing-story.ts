import { financeApi } from '@linli/shared/finance/api'
import { expenseApi } from '@linli/shared/finance/expense-api'
import type { Context } from '../src/context'
import { nextToClose } from '../src/finance/month-checks'
import { loadDay, loadSettings } from '../src/finance/store'
import { closeLedger } from '../src/payments/close-ledger'
import { seal } from '../src/payments/seal'
import { heldMoneyApi } from '@linli/shared/payments/held-money-api'
import { writeReport } from '../src/finance/write-report'
import { rightCount } from './closing'
import type { TestDeps } from './context'
import type { Act } from './records'

type At = { communityId: string; ctx: Context }
type Evening = { roomId: string; cashierId: string; date: string }

/** The evening at the counter: the day counted and signed, money that comes after it, and how vouchers are to be made. */
export async function eveningStory(desk: Act, { ctx, ...at }: At, { roomId, cashierId, date }: Evening) {
  const day = await loadDay(ctx, at.communityId, cashierId, date)
  if (day) await desk(financeApi.closeDay, { ...at, date, ...rightCount(day) })
  const late = { name: '水卡押金', amountFen: 5_000, channel: 'cash' as const, paidBy: '李小红' }
  await desk(heldMoneyApi.takeDeposit, { ...at, roomId, ...late })
  const { version, codes, regime, word, firstNumber } = await loadSettings(ctx, at.communityId)
  await desk(financeApi.saveSettings, { ...at, version, codes, regime, word, firstNumber, maker: '王会计' })
}

/** The month after: what the cashier left open closed for them, the day checked, the first month closed and taken along. */
export async function monthStory(
  accountant: Act,
  deps: TestDeps,
  { ctx, ...at }: At,
  cashierId: string,
  days: [string, string],
) {
  const [signed, left] = days
  const day = await loadDay(ctx, at.communityId, cashierId, left)
  if (day) await accountant(financeApi.closeTill, { ...at, cashierId, date: left, ...rightCount(day) })
  await accountant(financeApi.checkDay, { ...at, cashierId, date: signed })
  await spendingStory(accountant, at, ctx.today())
  await seal(deps, at.communityId)
  deps.world.settle()
  const { month } = await nextToClose(ctx, at.communityId)
  await accountant(financeApi.closeMonth, { ...at, month, despite: ['drafts', 'differences'] })
  await closeLedger(deps, { ...at, month })
  await writeReport(deps, { ...at, month })
  await accountant(financeApi.exportVouchers, { ...at, month, system: 'kingdee', form: 'csv' })
}

/** What the office spends, what of it was entered wrongly, and what it may spend this year. */
async function spendingStory(accountant: Act, at: { communityId: string }, date: string) {
  const year = date.slice(0, 4)
  await accountant(expenseApi.saveBudget, { ...at, year, amounts: { cleaning: 1_200_000 }, version: 0 })
  const paid = {
    date,
    category: 'cleaning' as const,
    amountFen: 80_000,
    payee: '洁净保洁公司',
    channel: 'cash' as const,
  }
  const { expenseId } = await accountant(expenseApi.enterExpense, { ...at, ...paid })
  await accountant(expenseApi.reverseExpense, { ...at, expenseId, reason: '重复登记' })
}
