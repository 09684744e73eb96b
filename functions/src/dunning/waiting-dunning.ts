import { instantAt } from '@linli/shared/time'
import * as z from 'zod'
import type { Context } from '../context'
import { waitingLetters } from './reminder-lists'
import { flaggedPk } from './store'
import { dueTasks } from './task-store'

/** What of the arrears waits for somebody this morning: debts that lapse soon, letters to print, follow-ups that are due. */
export async function waitingDunning(ctx: Context, communityId: string) {
  const list = { pk: flaggedPk(communityId, 'expiring'), schema: z.object({ sk: z.string() }), limit: 100 }
  const [expiring, letters, tasks] = await Promise.all([
    ctx.db.query(list),
    waitingLetters(ctx, communityId),
    dueTasks(ctx, communityId, ctx.today()),
  ])
  const { oldest, count } = tasks
  return [
    { kind: 'expiring_debts' as const, count: expiring.items.length },
    { kind: 'dunning_tasks' as const, count, ...(oldest && { oldest: instantAt(oldest, '00:00') }) },
    { kind: 'dunning_letters' as const, ...letters },
  ]
}
