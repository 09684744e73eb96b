import type { InputOf } from '@linli/shared/contract'
import type { dunningApi } from '@linli/shared/dunning/api'
import type { Debt, DunningTask } from '@linli/shared/dunning/schema'
import { reasonNames } from '@linli/shared/dunning/words'
import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import { whoDid } from '../billing/words'
import type { Context } from '../context'
import { idempotencyItems } from '../idempotency'
import { viewDebt } from './list-arrears'
import { debtWrites, loadDebt, type StoredDebt } from './store'
import { taskItem } from './task-store'

/** Why a household does not pay, with the task that follows from it. Throws record.changed, dunning.task_open. */
export async function setReason(ctx: Context, input: InputOf<typeof dunningApi.setReason>): Promise<Debt> {
  const { communityId, roomId, debtId, reason, note, version } = input
  const debt = await loadDebt(ctx, communityId, roomId, debtId)
  if (debt.version !== version) throw new AppError('record.changed')
  if (input.task && debt.task) throw new AppError('dunning.task_open')
  const [by, at] = [whoDid(ctx.actor), ctx.now()]
  const task = input.task && newTask(ctx, debt, input.task)
  const next: StoredDebt = {
    ...debt,
    reason: { reason, note, by, at },
    ...(task && { task: { taskId: task.taskId, what: task.what, who: task.who, until: task.until } }),
  }
  const audit = auditItem(ctx, {
    communityId,
    action: 'dunning.set_reason',
    objectType: 'debt',
    objectId: debtId,
    summary: `${debt.object.code} 欠费原因：${reasonNames[reason]}${task ? `，跟进到 ${task.until}` : ''}`,
  })
  const answer = viewDebt({ ...next, version: debt.version + 1 }, ctx.today())
  const writes = [...debtWrites(next, debt), ...(task ? [{ put: taskItem(task), ifAbsent: true }] : [])]
  await ctx.db.transact([...writes, audit, ...idempotencyItems(ctx, answer)], audit.put)
  return answer
}

const newTask = (
  ctx: Context,
  { communityId, debtId, object, payer }: StoredDebt,
  wish: Pick<DunningTask, 'what' | 'who' | 'until'>,
): DunningTask => ({
  taskId: ctx.newId(),
  communityId,
  debtId,
  object,
  payerName: payer.name,
  ...wish,
  state: 'open',
  createdBy: whoDid(ctx.actor),
  createdAt: ctx.now(),
})
