import { repairKinds } from '@linli/shared/repairs/kinds'
import { dutyOf } from '@linli/shared/repairs/duty'
import type { DispatchOrder, DispatchWorker } from '@linli/shared/repairs/dispatch-field'
import type { Instant } from '@linli/shared/time'
import type { Context } from '../context'
import { queryAll } from '../query-all'
import { repairsIn, StoredRepair } from './store'
import { allWorkers } from './workers'

/** What a community has in work at a time; more is not looked at. */
const mostInWork = 500
const InWork = StoredRepair.pick({ repairId: true, kind: true, place: true, assignee: true, startedAt: true })

/** Who repairs, with what is in their hands: by an index, because it only weighs, and decides nothing. */
export async function fieldNow(ctx: Context, communityId: string): Promise<DispatchWorker[]> {
  const pk = repairsIn(communityId, 'working')
  const [workers, orders] = await Promise.all([
    allWorkers(ctx, communityId),
    queryAll(ctx.db, { index: 'gs1', pk, schema: InWork }, mostInWork),
  ])
  const now = ctx.now()
  return workers.map(worker => {
    const { personId, name, skills, areas } = worker
    const { on, why } = dutyOf(worker, now)
    const own = orders.filter(({ assignee }) => assignee?.personId === personId)
    const here = own.find(({ startedAt }) => startedAt !== undefined) ?? own[0]
    return {
      personId,
      name,
      skills,
      areas,
      onShift: on,
      duty: why,
      building: here?.place.building ?? (areas.length === 1 ? areas[0] : undefined),
      load: own.length,
      busyMin: own.reduce((sum, { kind }) => sum + repairKinds[kind].workMin, 0),
    }
  })
}

/** An order as dispatch sees it. */
export const dispatchable = (
  { repairId, kind, place, finishBy, handedBackBy }: StoredRepair,
  now: Instant,
): DispatchOrder => ({
  repairId,
  kind,
  building: place.building,
  dueMin: Math.round((Date.parse(finishBy) - Date.parse(now)) / 60_000),
  not: handedBackBy,
})
