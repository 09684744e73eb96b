import { CommunityId } from '@linli/shared/ids'
import * as z from 'zod'
import { type Deps, makeContext } from '../context'
import { errorName } from '../log'
import { queryAll } from '../query-all'
import { attendInvoice } from './attend-invoice'
import { dueShards } from './store'

const Due = z.object({ pk: z.string(), gs3sk: z.string() })
const most = 50

/** Looks after every invoice that is due: what a crash or a silent platform left is asked for again, by its number. */
export async function sweepInvoices(deps: Deps): Promise<void> {
  for (const shard of dueShards) {
    const ctx = makeContext(deps, { kind: 'system' }, [shard])
    const between: [string, string] = ['0', `${ctx.now()}#~`]
    for (const { pk } of await queryAll(ctx.db, { index: 'gs3', pk: shard, between, schema: Due }, most)) {
      const communityId = CommunityId.parse(pk.slice(2, 8))
      const invoiceId = pk.split('#invoice#')[1] ?? ''
      try {
        await attendInvoice(deps, { communityId, invoiceId })
      } catch (error) {
        deps.log.warn('invoices.sweep_failed', { invoiceId, error: errorName(error) })
      }
    }
  }
}
