import type { Bill } from '@linli/shared/billing/schema'
import { enterExpense } from '../src/finance/enter-expense'
import { reverseExpense } from '../src/finance/reverse-expense'
import { saveBudget } from '../src/finance/save-budget'
import { deduct } from '../src/payments/deduct'
import { refundOrder } from '../src/payments/refund-order'
import { returnDeposit } from '../src/payments/return-deposit'
import { takeDeposit } from '../src/payments/take-deposit'
import { takePrepayment } from '../src/payments/take-prepayment'
import type { TestDeps } from './context'
import { cashierAt, payAtDesk } from './desk'
import type { Place } from './make'

/** What a counter leaves behind: a part payment, a refund, 预存 that paid a bill in part, deposits held and returned, money spent. */
export async function deskStory(place: Place, deps: TestDeps, bills: Bill[]): Promise<void> {
  const { communityId } = place
  const desk = cashierAt(place, 'accountant')
  const [bill, later] = bills
  if (!bill || !later) throw new Error('two bills are needed')
  const at = { communityId, roomId: bill.object.id, channel: 'cash' as const, paidBy: '女儿' }
  deps.world.settle()
  await payAtDesk(desk, place, [bill], { part: 5_000 })
  const order = await payAtDesk(desk, place, [later], { channel: 'pos' })
  const part = [{ billId: later.billId, amountFen: 2_000 }]
  await refundOrder(desk, { communityId, orderId: order.orderId, bills: part, reason: '多收了' })
  await takePrepayment(desk, { ...at, amountFen: 3_000 })
  deps.world.settle()
  await deduct(deps, communityId)
  await takePrepayment(desk, { ...at, amountFen: 900_000 })
  await takeDeposit(desk, { ...at, name: '装修押金', amountFen: 200_000 })
  const { takes } = await takeDeposit(desk, { ...at, name: '水卡押金', amountFen: 5_000 })
  const given = { communityId, depositId: takes?.id ?? '', proof: 'receipt', channel: 'cash' } as const
  await returnDeposit(desk, { ...given, deductedFen: 500, reason: '卡坏了' })
  const paid = { communityId, date: desk.today(), amountFen: 800, commonFen: 0, payee: '五金店' }
  const spent = { ...paid, category: 'upkeep', channel: 'cash' } as const
  const { expenseId } = await enterExpense(desk, spent)
  await reverseExpense(desk, { communityId, expenseId, reason: '重复登记' })
  await enterExpense(desk, spent)
  await saveBudget(desk, { communityId, year: '2026', amounts: { upkeep: 10_000 }, version: 0 })
}
