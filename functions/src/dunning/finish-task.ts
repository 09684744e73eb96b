import type { InputOf } from '@linli/shared/contract'
import type { dunningApi } from '@linli/shared/dunning/api'
import type { DunningTask } from '@linli/shared/dunning/schema'
import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import { whoDid } from '../billing/words'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import { debtWrites, loadDebt } from './store'
import { loadTask, taskItem } from './task-store'

/** A task is done, with what came of it; its debt has none then. Throws record.not_found, record.changed. */
export const finishTask = (ctx: Context, input: InputOf<typeof dunningApi.finishTask>): Promise<DunningTask> =>
  deciding(async () => {
    const { communityId, taskId, result } = input
    const task = await loadTask(ctx, communityId, taskId)
    if (task.state !== 'open') throw new AppError('record.changed')
    const debt = await loadDebt(ctx, communityId, task.object.id, task.debtId)
    const done: DunningTask = { ...task, state: 'done', result, doneBy: whoDid(ctx.actor), doneAt: ctx.now() }
    const { task: open, ...rest } = debt
    const audit = auditItem(ctx, {
      communityId,
      action: 'dunning.finish_task',
      objectType: 'dunning_task',
      objectId: taskId,
      summary: `${task.object.code} 跟进完成`,
    })
    const own = open?.taskId === taskId ? debtWrites(rest, debt) : []
    await ctx.db.transact([{ put: taskItem(done), if: { state: 'open' } }, ...own, audit], audit.put)
    return done
  })
