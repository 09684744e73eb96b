import * as z from 'zod'
import type { Context } from '../context'
import { projection } from '../db'
import { permitsWaiting, unseenAlarms } from './store'

const Alarm = z.object({ sk: z.string() })
const Permit = z.object({ gs1sk: z.string() })
const [alarms, permits] = [projection({}), projection(Permit.shape)]
const most = 100

/** Alarms of gates that nobody has looked at, and workers' permits that wait, since when. At most 100 of each are counted. */
export async function waitingVisitors(ctx: Context, communityId: string) {
  const [unseen, waiting] = await Promise.all([
    ctx.db.query({ pk: unseenAlarms(communityId), schema: Alarm, only: alarms, limit: most }),
    ctx.db.query({ index: 'gs1', pk: permitsWaiting(communityId), schema: Permit, only: permits, limit: most }),
  ])
  const counted = (keys: string[]) => {
    const [oldest] = keys
    return { count: keys.length, ...(oldest && { oldest: oldest.slice(0, oldest.indexOf('#')) }) }
  }
  return [
    { kind: 'gate_alarms' as const, ...counted(unseen.items.map(({ sk }) => sk)) },
    { kind: 'work_permits' as const, ...counted(waiting.items.map(({ gs1sk }) => gs1sk)) },
  ]
}
