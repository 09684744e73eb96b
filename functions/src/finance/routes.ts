import { financeApi } from '@linli/shared/finance/api'
import { expenseApi } from '@linli/shared/finance/expense-api'
import { route } from '../http'
import { listPostings } from '../payments/ledger-reads'
import { checkDay } from './check-day'
import { closeDay } from './close-day'
import { closeMonth } from './close-month'
import { enterExpense } from './enter-expense'
import { listExpenses } from './expense-store'
import { exportVouchers } from './export-vouchers'
import { checksOf, nextToClose } from './month-checks'
import { listMonths, monthReport } from './month-report'
import { officePerson } from './office-person'
import { reverseExpense } from './reverse-expense'
import { saveBudget } from './save-budget'
import { saveSettings } from './save-settings'
import { spending } from './spending'
import { loadSettings } from './store'
import { listDays, myDays, tillDay } from './till-reads'
import { vouchersOfMonth } from './vouchers'

export const routes = [
  route(financeApi.myDays, myDays),
  route(financeApi.myDay, (ctx, input) => tillDay(ctx, { ...input, cashierId: officePerson(ctx).personId })),
  route(financeApi.closeDay, (ctx, input) => closeDay(ctx, { ...input, cashierId: officePerson(ctx).personId })),
  route(financeApi.listDays, listDays),
  route(financeApi.tillDay, tillDay),
  route(financeApi.closeTill, closeDay),
  route(financeApi.checkDay, checkDay),
  route(financeApi.listMonths, listMonths),
  route(financeApi.nextMonth, async (ctx, { communityId }) => {
    const next = await nextToClose(ctx, communityId)
    return { ...next, checks: await checksOf(ctx, communityId, next.month) }
  }),
  route(financeApi.closeMonth, closeMonth),
  route(financeApi.monthReport, monthReport),
  route(financeApi.listPostings, listPostings),
  route(financeApi.settings, (ctx, { communityId }) => loadSettings(ctx, communityId)),
  route(financeApi.saveSettings, saveSettings),
  route(financeApi.vouchers, vouchersOfMonth),
  route(financeApi.exportVouchers, exportVouchers),
  route(expenseApi.listExpenses, listExpenses),
  route(expenseApi.enterExpense, enterExpense),
  route(expenseApi.reverseExpense, reverseExpense),
  route(expenseApi.spending, spending),
  route(expenseApi.saveBudget, saveBudget),
]
