import * as z from 'zod'
import { type Deps, makeContext } from '../context'
import { errorName } from '../log'
import { queryAll } from '../query-all'
import { pursueRefund, RefundPlace } from './pursue-refund'
import { openRefundShards } from './refund-store'

const Due = z.object({ pk: z.string(), sk: z.string(), gs3sk: z.string() })
const pageSize = 50

/** Asks about every refund that is due: what a crash, a lost notice or a silent channel left behind. */
export async function sweepRefunds(deps: Deps): Promise<void> {
  for (const shard of openRefundShards) {
    const { db, now } = makeContext(deps, { kind: 'system' }, [shard])
    const due = await queryAll(db, { index: 'gs3', pk: shard, between: ['0', now()], schema: Due }, pageSize)
    for (const { pk, sk } of due) {
      const orderId = pk.split('#order#')[1] ?? ''
      const place = RefundPlace.safeParse({ communityId: orderId.slice(0, 6), orderId, refundId: sk.split('#')[1] })
      if (!place.success) continue
      try {
        await pursueRefund(deps, place.data)
      } catch (error) {
        deps.log.warn('payments.refund_sweep_failed', { ...place.data, error: errorName(error) })
      }
    }
  }
}
