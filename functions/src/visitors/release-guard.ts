import { CommunityId, Id } from '@linli/shared/ids'
import * as z from 'zod'
import { communityContext, type Deps } from '../context'
import { staffHere } from '../identity/staff'
import { freeGate, liveLeases } from './lease'

export const ReleaseGuardBody = z.object({ communityId: CommunityId, personId: Id })

/** Who is a guard no more holds no gate. Safe to run twice, and it leaves alone who was taken on again meanwhile. */
export async function releaseGuard(
  deps: Deps,
  { communityId, personId }: z.output<typeof ReleaseGuardBody>,
): Promise<void> {
  const ctx = communityContext(deps, communityId)
  if (await staffHere(ctx, communityId, personId, 'visitors:guard')) return
  for (const { gateId, personId: holder } of await liveLeases(ctx, communityId))
    if (holder === personId) await freeGate(ctx, { communityId, gateId }, '已不在岗，空出门岗', personId)
}
