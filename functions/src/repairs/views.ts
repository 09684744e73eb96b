import { materialCost } from '@linli/shared/repairs/costs'
import { mayDo } from '@linli/shared/repairs/rules'
import {
  type MyRepair,
  type OfficeRepair,
  type RepairDetail,
  type RepairStep,
  ShownPicture,
} from '@linli/shared/repairs/views'
import type { Context } from '../context'
import { shownMedia } from '../files/attach-media'
import { actorsOf } from './actors'
import { chargeOf, contactField, type StoredRepair } from './store'

/** The order as its household reads it: without internal notes; how to reach who comes, while they do. */
export async function myView(ctx: Context, repair: StoredRepair, steps: readonly RepairStep[]): Promise<MyRepair> {
  const { assigneePhoneSealed: sealed, repairId } = repair
  const isComing = ['assigned', 'transferred', 'in_progress', 'paused'].includes(repair.state)
  return {
    ...repair,
    // Where somebody of ours stood is the office's to know.
    pictures: (await shown(ctx, repair)).map(({ where: _where, ...picture }) => picture),
    steps: steps.filter(step => !step.internal),
    may: mayDo(actorsOf(ctx, repair), repair, { now: ctx.now() }),
    ...(sealed && isComing && { assigneePhone: ctx.deps.secrets.open(sealed, contactField(repairId)) }),
  }
}

/** What it costs is for who dispatches alone (`detailView`). */
export const officeView = ({ costs: _ours, ...repair }: StoredRepair): OfficeRepair => ({
  ...repair,
  reporterName: repair.reporter.name,
  chargeFen: chargeOf(repair),
})

/** The order with its whole history, for whoever handles it. */
export async function detailView(
  ctx: Context,
  repair: StoredRepair,
  steps: readonly RepairStep[],
): Promise<RepairDetail> {
  const { contactSealed: sealed, repairId, costs, work } = repair
  const actors = actorsOf(ctx, repair)
  return {
    ...officeView(repair),
    pictures: await shown(ctx, repair),
    steps: [...steps],
    may: mayDo(actors, repair, { now: ctx.now() }),
    ...(actors.includes('dispatcher') && {
      ...(costs && { costs }),
      materialCostFen: materialCost(work?.materials ?? []),
    }),
    ...(sealed && { contactPhone: ctx.deps.secrets.open(sealed, contactField(repairId)) }),
  }
}

/** As whoever is calling may read it. */
export const viewFor = (
  ctx: Context,
  repair: StoredRepair,
  steps: readonly RepairStep[],
): Promise<MyRepair | RepairDetail> =>
  ctx.actor.kind === 'account' ? myView(ctx, repair, steps) : detailView(ctx, repair, steps)

async function shown(ctx: Context, { communityId, pictures }: StoredRepair): Promise<ShownPicture[]> {
  const links = await shownMedia(ctx, communityId, pictures)
  return links.map((link, i) => ShownPicture.parse({ ...pictures[i], ...link }))
}
