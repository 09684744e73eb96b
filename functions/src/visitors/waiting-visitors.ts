import * as z from 'zod'
import type { Context } from '../context'
import { projection } from '../db'
import { permitsWaiting, unseenAlarms } from './store'
import { walkInsOf } from './walk-ins'

const Alarm = z.object({ sk: z.string() })
const Permit = z.object({ gs1sk: z.string() })
const [alarms, permits] = [projection({}), projection(Permit.shape)]
const most = 100

/**
 * Who waits at a gate for a household's word, alarms of gates that nobody has looked at, and workers' permits that wait;
 * since when. At most 100 of each are counted.
 */
export async function waitingVisitors(ctx: Context, communityId: string) {
  const [atGates, unseen, waiting] = await Promise.all([
    walkInsOf(ctx, { communityId }),
    ctx.db.query({ pk: unseenAlarms(communityId), schema: Alarm, only: alarms, limit: most }),
    ctx.db.query({ index: 'gs1', pk: permitsWaiting(communityId), schema: Permit, only: permits, limit: most }),
  ])
  const counted = (keys: string[]) => {
    const [oldest] = keys
    return { count: keys.length, ...(oldest && { oldest: oldest.slice(0, oldest.indexOf('#')) }) }
  }
  const asked = atGates.items.filter(({ state }) => state === 'pending').map(({ createdAt }) => `${createdAt}#`)
  return [
    { kind: 'guests_at_gates' as const, ...counted(asked.reverse()) },
    { kind: 'gate_alarms' as const, ...counted(unseen.items.map(({ sk }) => sk)) },
    { kind: 'work_permits' as const, ...counted(waiting.items.map(({ gs1sk }) => gs1sk)) },
  ]
}
