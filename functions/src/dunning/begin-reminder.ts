import type { ReminderChannel } from '@linli/shared/dunning/schema'
import { addMinutes } from '@linli/shared/time'
import type { StoredBill } from '../billing/load-bills'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { debtIdOf } from './debts'
import { remindedBill } from './get-debt'
import { reminderItem, type StoredReminder } from './reminder-store'

/** Left alone for so long, a reminder that was begun is taken up by the sweeper. */
const pickUpMinutes = 2

type Wish = {
  reminderId: string
  channels: ReminderChannel[]
  liable: boolean
  step?: number
  basis?: string
  by?: string
}

/** A reminder of these bills of one debt, before anything was tried. The first of two equal ones wins. */
export function newReminder(
  ctx: Context,
  bills: readonly StoredBill[],
  wish: Wish,
): { reminder: StoredReminder; write: Write } {
  const [first] = bills
  if (!first) throw new Error('a reminder of nothing')
  const named = bills.map(bill => remindedBill(bill, ctx.today()))
  const reminder: StoredReminder = {
    ...wish,
    communityId: first.communityId,
    debtId: debtIdOf(first),
    object: first.object,
    payerName: first.payer.name,
    day: ctx.today(),
    bills: named,
    amountFen: named.reduce((sum, bill) => sum + bill.dueFen + bill.lateFeeFen, 0),
    state: 'waiting',
    attempts: [],
    createdAt: ctx.now(),
    version: 1,
    checkAt: addMinutes(ctx.now(), pickUpMinutes),
  }
  return { reminder, write: { put: reminderItem(reminder), ifAbsent: true } }
}
