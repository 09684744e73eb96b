import { AppError } from '@linli/shared/errors'
import { addMinutes } from '@linli/shared/time'
import { Lease } from '@linli/shared/visitors/schema'
import { passRefusals } from '@linli/shared/visitors/words'
import { auditItem } from '../audit'
import type { Context } from '../context'
import type { Key } from '../db'
import { deciding } from '../db-retry'
import { staffActor } from '../identity/staff'
import { loadGate } from './gates'

export const leasesPk = (communityId: string) => `C#${communityId}#leases`
export const leaseKey = (communityId: string, gateId: string): Key => ({ pk: leasesPk(communityId), sk: gateId })
/** Each turn of duty by itself: what a phone did without a network is held to it later. */
export const turnKey = (communityId: string, gateId: string, leaseId: string): Key => ({
  pk: `C#${communityId}#lease-turns`,
  sk: `${gateId}#${leaseId}`,
})

/** A phone's clock may be off by so much. */
export const skewMinutes = 1

/** Whether something was done while the gate was theirs. */
export const isDuring = ({ from, until }: Lease, at: string): boolean =>
  addMinutes(from, -skewMinutes) <= at && at <= addMinutes(until, skewMinutes)

/** A phone renews while it has a network; without one it may go on for so long. */
const leaseMinutes = 120
const keptDays = 100

type OfLease = { communityId: string; gateId: string; phoneId: string }

/** A gate is on one phone: its own lease is renewed, another's has to end first. Throws visitors.refused, record.not_found. */
export async function takeLease(ctx: Context, { communityId, gateId, phoneId }: OfLease): Promise<Lease> {
  const { personId, name: personName } = staffActor(ctx)
  const gate = await loadGate(ctx, communityId, gateId)
  return deciding(async () => {
    const now = ctx.now()
    const before = await ctx.db.get(leaseKey(communityId, gateId), Lease)
    const isMine = before !== undefined && before.personId === personId && before.phoneId === phoneId
    if (before && before.until > now && !isMine)
      throw new AppError('visitors.refused', { message: passRefusals.gateTaken(before.personName) })
    const lease: Lease = {
      leaseId: ctx.newId(),
      gateId,
      personId,
      personName,
      phoneId,
      from: now,
      ...(before && before.until > now && { leaseId: before.leaseId, from: before.from }),
      until: addMinutes(now, leaseMinutes),
    }
    await keepLease(ctx, communityId, lease, before, `${gate.name} 值班`)
    return lease
  })
}

/** Ends it at once; without one nothing happens. */
export async function endLease(
  ctx: Context,
  { communityId, gateId, phoneId }: OfLease,
): Promise<Record<string, never>> {
  const { personId } = staffActor(ctx)
  await deciding(async () => {
    const before = await ctx.db.get(leaseKey(communityId, gateId), Lease)
    if (!before || before.personId !== personId || before.phoneId !== phoneId || before.until <= ctx.now()) return
    await keepLease(ctx, communityId, { ...before, until: ctx.now() }, before, '下班')
  })
  return {}
}

const leaseAudit = (ctx: Context, communityId: string, gateId: string, summary: string, technical = false) =>
  auditItem(ctx, { communityId, action: 'visitors.lease', objectType: 'gate', objectId: gateId, summary, technical })

async function keepLease(
  ctx: Context,
  communityId: string,
  lease: Lease,
  before: Lease | undefined,
  summary: string,
): Promise<void> {
  const { gateId, leaseId } = lease
  const audit = leaseAudit(ctx, communityId, gateId, summary, true)
  const put = { ...leaseKey(communityId, gateId), ...lease }
  const ttl = Math.floor(ctx.deps.nowMs() / 1000) + keptDays * 86_400
  await ctx.db.transact(
    [
      before ? { put, if: { leaseId: before.leaseId, until: before.until } } : { put, ifAbsent: true },
      { put: { ...turnKey(communityId, gateId, leaseId), ...lease, ttl } },
      audit,
    ],
    audit.put,
  )
}

/** Who is on which gate now. */
export async function liveLeases(ctx: Context, communityId: string): Promise<Lease[]> {
  const found = await ctx.db.query({ pk: leasesPk(communityId), schema: Lease, limit: 100 })
  return found.items.filter(({ until }) => until > ctx.now())
}

/**
 * A gate whose guard has gone home with the duty, or has left, is free for the next one. The turn itself stays as it was
 * granted: what their phone did at the gate without hearing of it is held to that.
 */
export async function freeGate(
  ctx: Context,
  { communityId, gateId }: { communityId: string; gateId: string },
  summary: string,
  of?: string,
): Promise<Record<string, never>> {
  await deciding(async () => {
    const before = await ctx.db.get(leaseKey(communityId, gateId), Lease)
    if (!before || before.until <= ctx.now() || (of !== undefined && before.personId !== of)) return
    const audit = leaseAudit(ctx, communityId, gateId, `${before.personName} ${summary}`)
    const put = { ...leaseKey(communityId, gateId), ...before, until: ctx.now() }
    await ctx.db.transact([{ put, if: { leaseId: before.leaseId, until: before.until } }, audit], audit.put)
  })
  return {}
}
