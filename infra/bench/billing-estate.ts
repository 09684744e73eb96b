import { computeRun } from '@linli/functions/billing/compute-run'
import { discardRun } from '@linli/functions/billing/discard-run'
import { publishBills } from '@linli/functions/billing/publish-bills'
import { publishRun } from '@linli/functions/billing/publish-run'
import { loadRun } from '@linli/functions/billing/run-store'
import { startRun } from '@linli/functions/billing/start-run'
import type { Deps } from '@linli/functions/context'
import { makeFeeItem } from '@linli/functions/test/make-billing'
import { makeCommunity, type Place } from '@linli/functions/test/make'
import type { BillingRun } from '@linli/shared/billing/run-schema'
import { addMonths, monthEnd } from '@linli/shared/time'
import { load } from './bulk'
import { roomItems } from './rooms'

/** A community to bill: its rooms and three fee items. Each publication takes its next month. */
export type Estate = {
  place: Place
  /** A run of all rooms and items whose drafts are not computed yet. */
  start(): Promise<string>
  compute(deps: Deps, runId: string): Promise<void>
  discard(runId: string): Promise<void>
  /** A reviewed run whose bills are not written yet. */
  ready(): Promise<string>
  publish(deps: Deps, runId: string): Promise<void>
  run(runId: string): Promise<BillingRun>
}

export async function makeEstate(deps: Deps, rooms: number): Promise<Estate> {
  const place = await makeCommunity(deps)
  const { ctx, communityId } = place
  await load(deps.dynamo, deps.env.LINLI_TABLE, roomItems(communityId, rooms))
  const feeItemIds: string[] = []
  for (const name of ['物业费', '电梯费', '公共照明费']) feeItemIds.push((await makeFeeItem(place, { name })).feeItemId)
  let month = '2025-01-01'
  const start = async () => {
    const { runId } = await startRun(ctx, { communityId, from: month, to: monthEnd(month), feeItemIds })
    return runId
  }
  const run = (runId: string) => loadRun(ctx, communityId, runId)
  return {
    place,
    start,
    run,
    compute: (by, runId) => computeRun(by, communityId, runId),
    async discard(runId) {
      await discardRun(ctx, { communityId, runId })
    },
    async ready() {
      const runId = await start()
      await computeRun(deps, communityId, runId)
      const { count, amountFen } = await run(runId)
      await publishRun(ctx, { communityId, runId, count, amountFen })
      month = addMonths(month, 1)
      return runId
    },
    publish: (by, runId) => publishBills(by, communityId, runId),
  }
}
