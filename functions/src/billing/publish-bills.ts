import { publishedState } from '@linli/shared/billing/bill-state'
import { beijingDate } from '@linli/shared/time'
import { loadCommunity } from '../communities/community'
import { communityContext, type Deps } from '../context'
import { ConditionFailed } from '../db'
import { Lanes } from '../lanes'
import { deductionMessage } from '../payments/deduction-message'
import { billOf, chargeOf } from './draft-bill'
import type { StoredLine } from './draft-store'
import { publicationPages } from './publication-pages'
import { HeldBackTally, issuedBy } from './publication-tally'
import { type DraftedBill, publishChunk } from './publish-chunk'
import { endWork, renewLease, takeLease } from './run-lease'
import { billingStateKey, loadBillingState, type StoredRun } from './run-store'

const lanes = 6

/**
 * Turns a run's drafts into bills, under a lease, room by room in transactions of at most 60 writes. A second worker, or
 * one that wakes up late, finds the days covered and the bills there, and adds nothing. Drafts whose room has changed are
 * held back: the run is then ready again, for what is left of it to be computed anew.
 * Throws request.busy while another worker is at it.
 */
export async function publishBills(deps: Deps, communityId: string, runId: string): Promise<void> {
  const ctx = communityContext(deps, communityId)
  const run = await takeLease(ctx, communityId, runId, 'publishing')
  if (!run) return
  const [{ shards }, { developer }] = await Promise.all([
    loadBillingState(ctx, communityId),
    loadCommunity(ctx, communityId),
  ])
  const tally = new HeldBackTally(run.heldBack)
  for await (const page of publicationPages(ctx, run)) {
    const work = new Lanes(lanes)
    for (const room of page.chunks)
      await work.add(async () => {
        const heldBack = []
        for (const lines of room)
          heldBack.push(...(await publishChunk(ctx, run, billsOf(run, lines), { shards, developer })))
        tally.add(heldBack)
      })
    await work.drained()
    await renewLease(ctx, run, 'publishing', {
      progress: { done: page.done, total: run.count },
      publishedTo: page.last,
      attempts: 0,
      heldBack: tally.total(),
    })
  }
  const free = { update: { key: billingStateKey(communityId), remove: ['openRunId'] }, if: { openRunId: runId } }
  const left = tally.total()
  const issued = await issuedBy(ctx, run)
  const progress = { done: run.count, total: run.count }
  const set = { issued, heldBack: left, state: left ? 'ready' : 'published', progress }
  const summary = `已出账 ${run.count - (left?.bills ?? 0)} 张${left ? `，暂不出账 ${left.bills} 张：房屋资料改过` : ''}`
  try {
    const further = [...(left ? [] : [free]), deductionMessage(ctx, communityId)]
    await endWork(ctx, run, 'publishing', { set, remove: ['publishedTo'] }, summary, further)
  } catch (error) {
    // Another worker has taken over and ends it.
    if (!(error instanceof ConditionFailed)) throw error
  }
}

function billsOf(run: StoredRun, lines: StoredLine[]): DraftedBill[] {
  const { communityId, runId, publishedAt = '' } = run
  const items = new Map(run.items?.map(item => [item.feeItemId, item]))
  return lines.map(line => {
    const item = items.get(line.feeItemId)
    if (!item) throw new Error(`a draft without its fee item: ${line.roomId}`)
    const charge = chargeOf(communityId, line, item, beijingDate(publishedAt))
    const bill = billOf(charge, { state: publishedState(line.amountFen), publishedAt, runId })
    return { bill, basis: line.basis }
  })
}
