import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { gateApi } from '@linli/shared/visitors/gate-api'
import { Lease } from '@linli/shared/visitors/schema'
import { type Context, makeContext } from '../context'
import { staffActor } from '../identity/staff'
import { isDuring, turnKey } from './lease'
import { loadVisitorSettings } from './settings'
import { syncOne } from './sync'

/** A turn of duty is at most some hours without a network: nobody lets in more. */
const mostOfOneTurn = 300

/**
 * What the phone of somebody who is a guard no more kept while it had no network: on record like any other's, and always
 * looked at by the office. Only of a turn of duty that was theirs. Throws access.forbidden, record.not_found.
 */
export async function handOver(
  ctx: Context,
  { communityId, entry }: InputOf<typeof gateApi.handOver>,
): Promise<{ done: true }> {
  const staff = staffActor(ctx)
  const owners = [`P#${staff.personId}#`, `C#${communityId}#`]
  const inside = makeContext(ctx.deps, staff, owners, ctx.requestId)
  const key = turnKey(communityId, entry.gateId, entry.leaseId ?? '-')
  const turn = await inside.db.get(key, Lease)
  if (turn?.personId !== staff.personId || !isDuring(turn, entry.at)) throw new AppError('access.forbidden')
  if ((turn.handedOver ?? 0) >= mostOfOneTurn) throw new AppError('access.forbidden')
  const { keepDays } = await loadVisitorSettings(inside, communityId)
  const counted = { update: { key, add: { handedOver: 1 } }, if: { leaseId: turn.leaseId } }
  await syncOne(inside, communityId, entry, { keepDays, left: { counted } })
  return { done: true }
}
