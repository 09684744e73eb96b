import { DunningTask } from '@linli/shared/dunning/schema'
import { AppError } from '@linli/shared/errors'
import type { Context } from '../context'
import type { Item, Key } from '../db'

export const tasksPk = (communityId: string) => `C#${communityId}#dunning-tasks`
export const taskKey = (communityId: string, taskId: string): Key => ({ pk: tasksPk(communityId), sk: taskId })
const tasksBy = (communityId: string, state: DunningTask['state']) => `C#${communityId}#dunning-tasks-${state}`

/** The item of a task: open ones are listed by their last day, done ones by when they were done. */
export const taskItem = (task: DunningTask): Item => ({
  ...taskKey(task.communityId, task.taskId),
  ...task,
  gs1pk: tasksBy(task.communityId, task.state),
  gs1sk: `${task.state === 'open' ? task.until : task.doneAt}#${task.taskId}`,
})

/** Throws record.not_found. */
export async function loadTask(ctx: Context, communityId: string, taskId: string): Promise<DunningTask> {
  const task = await ctx.db.get(taskKey(communityId, taskId), DunningTask)
  if (!task) throw new AppError('record.not_found')
  return task
}

type Asked = { communityId: string; show: DunningTask['state']; limit: number; cursor?: string | undefined }

/** Open tasks, the first to be due first; or done ones, the newest first. Eventually consistent. */
export const listTasks = (ctx: Context, { communityId, show, ...page }: Asked) =>
  ctx.db.query({
    index: 'gs1',
    pk: tasksBy(communityId, show),
    schema: DunningTask,
    newestFirst: show === 'done',
    ...page,
  })

/** How many tasks are due by a day (at most 100 are counted), and since when. */
export async function dueTasks(ctx: Context, communityId: string, day: string) {
  const { items } = await ctx.db.query({
    index: 'gs1',
    pk: tasksBy(communityId, 'open'),
    between: [' ', `${day}\uffff`],
    schema: DunningTask.pick({ until: true }),
    limit: 100,
  })
  return { count: items.length, ...(items[0] && { oldest: items[0].until }) }
}
