import { bulkItem } from '@linli/functions/billing/bulk-store'
import { coverKey } from '@linli/functions/billing/cover'
import { feeItemItem } from '@linli/functions/billing/fee-item-store'
import { debtIdOf } from '@linli/functions/dunning/debts'
import { budgetKey, expenseItem } from '@linli/functions/finance/expense-store'
import { closedMonthKey } from '@linli/functions/finance/store'
import { payerItem, sumWrites } from '@linli/functions/insight/punctual-store'
import { reportWrites } from '@linli/functions/payments/report-figures'
import { derivedId } from '@linli/functions/secrets'
import type { Bill } from '@linli/shared/billing/schema'
import type { Write } from '@linli/functions/db-write'
import { ExpenseCategory } from '@linli/shared/finance/expense-category'
import type { Posting } from '@linli/shared/payments/schema'
import { addMonths, monthOf } from '@linli/shared/time'

const at = '2026-11-05T02:00:00.000Z'
const [year, month] = ['2026', '2026-11']
/** A report is as long as there are buildings, months and kinds of expenses, and these are as many in both communities. */
const buildings = Array.from({ length: 20 }, (_, i) => String(i + 1))

type Of = { communityId: string; bill: Bill; runId: string; cashierId: string; feeItemId: string }

/** What reports and lists of a year are made of: counters, closed months, expenses, a bulk job, a room's paid days. */
export function* figureItems({ communityId, bill, runId, cashierId, feeItemId }: Of) {
  yield* putsOf(
    reportWrites(
      communityId,
      buildings.map(name => postingOf(bill, name)),
      name => name,
    ),
  )
  const due = { [bill.billId]: { due: bill.dueDate } }
  yield* putsOf(buildings.flatMap(building => sumWrites({ communityId, year, building }, due)))
  const by = { personId: cashierId, name: '王经理' }
  for (let i = 0; i < 12; i++) {
    const closed = monthOf(addMonths('2025-11-01', i))
    const state = { state: 'reported', askedAt: at, askedBy: by, warnings: [], closedAt: at, seq: i, postings: 1 }
    yield { ...closedMonthKey(communityId, closed), communityId, month: closed, ...state }
  }
  for (let i = 0; i < 40; i++) {
    const category = ExpenseCategory.options[i % ExpenseCategory.options.length] ?? 'other'
    const paid = { date: `${month}-05`, category, amountFen: 10_000, commonFen: 0, payee: '供应商' }
    const entered = { channel: 'cash' as const, enteredAt: at, enteredBy: by }
    yield expenseItem({ expenseId: derivedId('expense', communityId, i), communityId, ...paid, ...entered })
    const job = { communityId, jobId: runId, generation: 1 }
    const item = { itemId: derivedId('bulk', communityId, i), code: `1-1-${101 + i}`, name: '物业费', before: 100 }
    yield bulkItem(job, { ...item, ...(i % 2 === 0 && { problem: '已经收过钱' }) }, Date.parse(at))
  }
  yield { ...budgetKey(communityId, year), communityId, year, amounts: { other: 1_000_000 }, version: 1 }
  yield billedItem(bill)
  const items = { [feeItemId]: { ranges: [], paidThrough: '2025-12-31' } }
  yield { ...coverKey(communityId, bill.object.id), roomId: bill.object.id, version: 1, items }
}

/** Whether the payer of a bill was on time in its year. */
export const payerOf = (bill: Bill) => {
  const { communityId, object, payer, billId, dueDate } = bill
  const [building = ''] = object.code.split('-')
  const of = { communityId, year, debtId: debtIdOf(bill), object, payerName: payer.name, building, version: 1 }
  return payerItem({ ...of, bills: { [billId]: { due: dueDate } } })
}

/** Counters as they stand after their first write. */
const putsOf = (writes: Write[]) =>
  writes.flatMap(write => ('update' in write ? [{ ...write.update.key, ...write.update.add }] : []))

/** One bill of a building, and money spent, as the sealer counts them. */
function postingOf(
  { billId, feeItemId, amountFen }: Bill,
  building: string,
): Pick<Posting, 'kind' | 'lines'> & { postingDate: string } {
  const of = { feeItemId, billId, objectId: building }
  return {
    kind: 'publication',
    postingDate: `${month}-05`,
    lines: [
      { account: 'receivable', amountFen, ...of, month },
      { account: 'revenue', amountFen: -amountFen, ...of },
      { account: 'expense', amountFen: 10_000, category: 'other' },
    ],
  }
}

/** The fee item of the estate's bills, at a price that they were not issued at. */
const billedItem = ({ communityId, feeItemId, entityId }: Bill) =>
  feeItemItem({
    feeItemId,
    communityId,
    name: '物业费',
    formula: { kind: 'area', area: 'built' },
    cycle: { kind: 'month' },
    timing: 'prepaid',
    rounding: { mode: 'half_up', unit: 'fen' },
    nature: 'own_revenue',
    invoiceable: true,
    collectingEntityId: entityId,
    dueDays: 27,
    lateFee: null,
    active: true,
    tariffs: [
      {
        tariffId: feeItemId,
        feeItemId,
        from: '2020-01-01',
        price: 24_000,
        ground: { kind: 'contract', text: '物业服务合同 第八条' },
      },
    ],
    version: 1,
  })
