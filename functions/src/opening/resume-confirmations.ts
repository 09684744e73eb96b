import * as z from 'zod'
import { auditItem } from '../audit'
import { communityContext, type Deps, makeContext } from '../context'
import { eachDue } from '../each-due'
import { outboxItem } from '../outbox'
import { confirmationKey, openConfirmations, StoredConfirmation } from './store'

const Unfinished = z.object({ gs3sk: z.string() })
const quietMs = 5 * 60_000

/** Wakes confirmations that no worker is at. A message too many finds the lease taken, or nothing left to do. */
export async function resumeConfirmations(deps: Deps): Promise<void> {
  const system = makeContext(deps, { kind: 'system' }, [openConfirmations])
  const until = new Date(deps.nowMs() - quietMs).toISOString()
  const { items } = await system.db.query({
    index: 'gs3',
    pk: openConfirmations,
    between: ['0', until],
    schema: Unfinished,
    limit: 100,
  })
  const confirmations = items.map(({ gs3sk }) => {
    const [, communityId = '', confirmationId = ''] = gs3sk.split('#')
    return { communityId, confirmationId }
  })
  await eachDue(deps, 'opening.not_resumed', confirmations, of => resume(deps, of.communityId, of.confirmationId))
}

async function resume(deps: Deps, communityId: string, confirmationId: string): Promise<void> {
  const ctx = communityContext(deps, communityId)
  const found = await ctx.db.get(confirmationKey(communityId, confirmationId), StoredConfirmation)
  if (!found || found.leaseUntil > deps.nowMs() || (found.state !== 'checking' && found.state !== 'posting')) return
  const audit = auditItem(ctx, {
    communityId,
    action: 'opening.resume',
    technical: true,
    objectType: 'opening',
    objectId: confirmationId,
    summary: '继续未完成的入账',
  })
  await ctx.db.transact(
    [audit, outboxItem(ctx, 'jobs', { type: 'opening.confirm', communityId, confirmationId })],
    audit.put,
  )
}
