import { debtIdOf } from '@linli/functions/dunning/debts'
import { reminderItem } from '@linli/functions/dunning/reminder-store'
import { debtItem, flaggedPk } from '@linli/functions/dunning/store'
import { taskItem } from '@linli/functions/dunning/task-store'
import { derivedId } from '@linli/functions/secrets'
import type { Bill } from '@linli/shared/billing/schema'
import type { ReminderState } from '@linli/shared/dunning/schema'

const at = '2026-11-20T02:00:00.000Z'
/** Long enough ago to be overdue by more than a month. */
const dueDate = '2026-09-28'

/** What a household in arrears leaves in the lists of dunning: its debt, a task, a reminder and a letter that waits. */
export function* dunningOf(bill: Bill, shard: number): Generator<Record<string, unknown>> {
  const { communityId, object, payer, billId, amountFen, feeItemName, period } = bill
  const debtId = debtIdOf(bill)
  const owed = { billId, dueDate, dueFen: amountFen, disputed: true }
  const sums = { amountFen, disputedFen: amountFen, bills: 1, oldestDue: dueDate, expiresOn: dueDate }
  const none = { proven: {}, flagged: {}, version: 1 }
  const item = debtItem({ debtId, communityId, object, payer, shard, owed: [owed], ...sums, ...none })
  yield item
  for (const flag of ['disputed', 'expiring'] as const)
    yield { pk: flaggedPk(communityId, flag), sk: `${object.code}#${debtId}`, debt: item.sk }
  const about = { communityId, debtId, object, payerName: payer.name, createdAt: at }
  const task = { ...about, what: '上门核对欠费的原因', who: '王芳', until: dueDate, createdBy: '王经理', doneAt: at }
  for (const state of ['open', 'done'] as const)
    yield taskItem({ ...task, taskId: derivedId('task', debtId, state), state })
  const bills = [{ billId, feeItemName, period, dueDate, dueFen: amountFen, lateFeeFen: 0 }]
  const said = { step: 1, day: '2026-11-20', bills, amountFen, attempts: [], liable: false, version: 1 }
  for (const state of ['sent', 'to_print'] satisfies ReminderState[]) {
    const reminderId = derivedId('reminder', debtId, state)
    yield reminderItem({ ...about, ...said, reminderId, state, channels: ['letter'] })
  }
}
