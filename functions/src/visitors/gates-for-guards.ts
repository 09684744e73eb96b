import type { OutputOf } from '@linli/shared/contract'
import type { gateApi } from '@linli/shared/visitors/gate-api'
import type { visitorDeskApi } from '@linli/shared/visitors/desk-api'
import { ShownLease } from '@linli/shared/visitors/schema'
import { loadCommunity } from '../communities/community'
import type { Context } from '../context'
import { listGates } from './gates'
import { liveLeases } from './lease'
import { publicKeys } from './pass-keys'

/** What a guard's phone needs to begin: the gates, who is on which, and the keys that verify. */
export async function gatesForGuards(
  ctx: Context,
  { communityId }: { communityId: string },
): Promise<OutputOf<typeof gateApi.gates>> {
  const [{ items }, { officePhone }] = await Promise.all([
    gatesWithDuty(ctx, { communityId }),
    loadCommunity(ctx, communityId),
  ])
  const gates = items.filter(({ active }) => active)
  return { gates, keys: publicKeys(ctx.deps.env), now: ctx.now(), officePhone }
}

/** The gates, with who is on them now. */
export async function gatesWithDuty(
  ctx: Context,
  of: { communityId: string },
): Promise<OutputOf<typeof visitorDeskApi.listGates>> {
  const [{ items }, leases] = await Promise.all([listGates(ctx, of), liveLeases(ctx, of.communityId)])
  return {
    items: items.map(gate => {
      const lease = leases.find(({ gateId }) => gateId === gate.gateId)
      return { ...gate, ...(lease && { lease: ShownLease.parse(lease) }) }
    }),
  }
}
