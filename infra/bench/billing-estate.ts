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
import * as z from 'zod'
import { bringMonth, makeMixedItems, spaceItems } from './billing-mixed'
import { load } from './bulk'
import { roomItems } from './rooms'

/** So many rooms, with three fee items by area, or with eight of all kinds: `mixed`. */
export const EstateWish = z.object({ rooms: z.number(), mixed: z.boolean().default(false) })
type EstateWish = z.input<typeof EstateWish>

/** A community to bill: its rooms and fee items. Each publication takes its next month. */
export type Estate = {
  place: Place
  /** A run of all rooms and items whose drafts are not computed yet. */
  start(): Promise<string>
  compute(deps: Deps, runId: string): Promise<void>
  discard(runId: string): Promise<void>
  /** Reviews a run whose drafts are computed; its month is over. */
  confirm(runId: string): Promise<void>
  /** A reviewed run whose bills are not written yet. */
  ready(): Promise<string>
  publish(deps: Deps, runId: string): Promise<void>
  /** A run of the month that was published last: all its days are billed. */
  again(): Promise<string>
  run(runId: string): Promise<BillingRun>
}

export async function makeEstate(deps: Deps, { rooms, mixed = false }: EstateWish): Promise<Estate> {
  const place = await makeCommunity(deps)
  const { ctx, communityId } = place
  await load(deps.dynamo, deps.env.LINLI_TABLE, roomItems(communityId, rooms))
  if (mixed) await load(deps.dynamo, deps.env.LINLI_TABLE, spaceItems(communityId, rooms))
  const items = mixed ? await makeMixedItems(place) : { feeItemIds: await threeItems(place) }
  const { feeItemIds } = items
  let month = '2025-01-01'
  let brought = ''
  let last = { from: '', to: '' }
  const bring = async () => {
    if ('sharedId' in items && brought !== month)
      await bringMonth(deps, place, { rooms, month, sharedId: items.sharedId })
    brought = month
  }
  const start = async () => {
    await bring()
    const { runId } = await startRun(ctx, { communityId, from: month, to: monthEnd(month), feeItemIds })
    return runId
  }
  const run = (runId: string) => loadRun(ctx, communityId, runId)
  const confirm = async (runId: string) => {
    const { count, amountFen } = await run(runId)
    await publishRun(ctx, { communityId, runId, count, amountFen })
    last = { from: month, to: monthEnd(month) }
    month = addMonths(month, 1)
  }
  return {
    place,
    start,
    run,
    compute: (by, runId) => computeRun(by, communityId, runId),
    async discard(runId) {
      await discardRun(ctx, { communityId, runId })
    },
    confirm,
    async ready() {
      const runId = await start()
      await computeRun(deps, communityId, runId)
      await confirm(runId)
      return runId
    },
    publish: (by, runId) => publishBills(by, communityId, runId),
    async again() {
      const { runId } = await startRun(ctx, { communityId, ...last, feeItemIds })
      return runId
    },
  }
}

async function threeItems(place: Place): Promise<string[]> {
  const feeItemIds: string[] = []
  for (const name of ['物业费', '电梯费', '公共照明费']) feeItemIds.push((await makeFeeItem(place, { name })).feeItemId)
  return feeItemIds
}
