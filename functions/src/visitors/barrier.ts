import { createHmac } from 'node:crypto'
import type { Gate } from '@linli/shared/visitors/schema'
import * as z from 'zod'
import type { Context } from '../context'
import { postSigned } from '../fetch-json'
import { errorName } from '../log'

export type Barrier = 'opened' | 'by_hand' | 'failed'
const Answer = z.object({ opened: z.boolean() })
const patienceMs = 2000

/**
 * Opens the bar of a gate that has a controller: `POST <base>/gates/<device>/open`, signed by HMAC-SHA256 over time and
 * body. `commandId` names the entry, so that the same one sent again opens once. Never throws: whoever was let in is let in,
 * and the guard lifts the bar by hand.
 */
export async function openBarrier(ctx: Context, { deviceId }: Gate, commandId: string): Promise<Barrier> {
  const { LINLI_GATES: gates } = ctx.deps.env
  if (!deviceId || !gates) return 'by_hand'
  const body = JSON.stringify({ deviceId, commandId })
  const time = String(Math.floor(ctx.deps.nowMs() / 1000))
  const signature = createHmac('sha256', gates.key).update(`${time}\n${body}`).digest('hex')
  const headers = { 'content-type': 'application/json', 'x-gate-time': time, 'x-gate-signature': signature }
  try {
    const { opened } = await postSigned(`${gates.base}/gates/${deviceId}/open`, Answer, { body, headers }, patienceMs)
    return opened ? 'opened' : 'failed'
  } catch (error) {
    ctx.deps.log.warn('visitors.barrier_failed', { commandId, error: errorName(error) })
    return 'failed'
  }
}
