import type { OutputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { expenseApi } from '@linli/shared/finance/expense-api'
import { expenseCategoryNames } from '@linli/shared/finance/expense-category'
import type { Expense } from '@linli/shared/finance/expense-schema'
import { channelNames } from '@linli/shared/payments/schema'
import { addDays } from '@linli/shared/time'
import type * as z from 'zod'
import { auditItem } from '../audit'
import { listFeeItems } from '../billing/fee-item-store'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import { idempotencyItems } from '../idempotency'
import { expenseItems } from '../payments/spending-items'
import { expenseItem } from './expense-store'
import { officePerson } from './office-person'
import { loadSettings } from './store'
import { tillItems, type TillWrites } from './till-items'

type Enter = typeof expenseApi.enterExpense
type Asked = z.output<Enter['input']>

/** Invoices come late; what is older than that is a typing error. */
const oldestDays = 400

/**
 * 登记支出: kept and posted in one transaction. Its month may be closed: then it stands in the books of the first open day.
 * Cash comes out of the till of whoever enters it. Throws request.invalid, naming the field.
 */
export async function enterExpense(ctx: Context, asked: Asked): Promise<OutputOf<Enter>> {
  const { communityId, feeItemId, number, attachment, note, ...rest } = asked
  const feeItemName = await commonIncome(ctx, asked)
  await checkEntry(ctx, asked)
  const expense: Expense = {
    ...rest,
    communityId,
    expenseId: ctx.newId(),
    ...(feeItemName !== undefined && { feeItemId, feeItemName }),
    ...(number && { number }),
    ...(attachment && { attachment }),
    ...(note && { note }),
    enteredAt: ctx.now(),
    enteredBy: officePerson(ctx),
  }
  return deciding(async () => {
    const till = await expenseTill(ctx, expense)
    const audit = auditItem(ctx, {
      communityId,
      action: 'finance.enter_expense',
      objectType: 'expense',
      objectId: expense.expenseId,
      summary: `${expense.date} ${expenseCategoryNames[expense.category]} ${expense.amountFen} 分，${channelNames[expense.channel]}，公共收益承担 ${expense.commonFen} 分`,
    })
    const writes = [
      { put: expenseItem(expense), ifAbsent: true },
      ...expenseItems(ctx, expense, till.tillDate),
      ...till.writes,
      audit,
      ...idempotencyItems(ctx, expense),
    ]
    await ctx.db.transact(writes, audit.put)
    return expense
  })
}

/** The writes that take cash out of a till, or put what is reversed back in; nothing for what a bank paid. */
export async function expenseTill(ctx: Context, expense: Expense): Promise<TillWrites> {
  if (expense.channel !== 'cash') return { writes: [] }
  const { personId, name } = officePerson(ctx)
  return tillItems(ctx, {
    communityId: expense.communityId,
    cashierId: personId,
    cashierName: name,
    sourceId: expense.expenseId,
    move: 'expense',
    channel: 'cash',
    amountFen: 0 - expense.amountFen,
    valueDate: expense.date,
    rooms: [],
    number: expense.attachment,
  })
}

async function checkEntry(ctx: Context, { communityId, date, category, channel, number }: Asked): Promise<void> {
  const today = ctx.today()
  if (date > today || date < addDays(today, -oldestDays)) invalid('date', '付款日期不对，请检查')
  if (channel !== 'cash' && !number) invalid('number', '请填写付款单号')
  if (category === 'manager_fee' && (await loadSettings(ctx, communityId)).regime !== 'held')
    invalid('category', '包干制没有酬金，请在凭证设置里核对收费方式')
}

/** The name of the income that bears a part; none where the fees bear all of it. */
async function commonIncome(ctx: Context, { communityId, amountFen, commonFen, feeItemId }: Asked) {
  if (commonFen === 0) return undefined
  if (commonFen > amountFen) invalid('commonFen', '公共收益承担的不能比支出多')
  const items = feeItemId ? await listFeeItems(ctx, communityId) : []
  const item = items.find(each => each.feeItemId === feeItemId)
  if (item?.nature !== 'common_income') invalid('feeItemId', '请选择由哪一项公共收益承担')
  return item?.name ?? ''
}

function invalid(path: string, message: string): never {
  throw new AppError('request.invalid', { fields: [{ path, message }] })
}
