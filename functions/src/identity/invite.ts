import { type OccupancyRole, occupancyRoleNames } from '@linli/shared/communities/schema'
import { AppError } from '@linli/shared/errors'
import type { Invitation } from '@linli/shared/identity/schema'
import { maskName } from '@linli/shared/people/schema'
import { addMinutes } from '@linli/shared/time'
import { homeOf } from '../access'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import { randomToken, sha256 } from '../secrets'
import { accountActor } from './account'
import { publicInvitation } from './invitation'
import { invitationKey, StoredInvitation } from './store'

export type InviteInput = { communityId: string; roomId: string; role: OccupancyRole }

const livesMinutes = 7 * 24 * 60

/**
 * An owner lets a family member or tenant in, by a link for one use within 7 days. Only the code's hash is kept, so a
 * repeated request draws the same code again from its Idempotency-Key. Owners are registered by the office alone.
 */
export async function invite(ctx: Context, input: InviteInput): Promise<Invitation> {
  const actor = accountActor(ctx)
  const home = homeOf(actor, input, ctx.today())
  if (!home) throw new AppError('access.forbidden')
  if (input.role === 'owner')
    throw new AppError('request.invalid', { fields: [{ path: 'role', message: '业主请由物业登记' }] })
  const code = input.communityId + randomPart(ctx, actor.accountId)
  const key = invitationKey(input.communityId, sha256(code))
  const expiresAt = addMinutes(ctx.now(), livesMinutes)
  const invitation: StoredInvitation = {
    communityId: input.communityId,
    communityName: home.communityName,
    roomId: home.roomId,
    roomCode: home.roomCode,
    role: input.role,
    inviterOccupancyId: home.occupancyId,
    invitedBy: maskName(home.personName),
    expiresAt,
    bodyHash: ctx.idempotency?.bodyHash,
  }
  const audit = auditItem(ctx, {
    communityId: input.communityId,
    action: 'identity.invite',
    objectType: 'room',
    objectId: input.roomId,
    summary: `邀请${occupancyRoleNames[input.role]}加入 ${home.roomCode}`,
  })
  const put = { ...key, ...invitation, ttl: Math.floor(Date.parse(expiresAt) / 1000) + 86_400 }
  try {
    await ctx.db.transact([{ put, ifAbsent: true }, audit], audit.put)
    return publicInvitation(code, invitation)
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
    const earlier = await ctx.db.get(key, StoredInvitation)
    if (!earlier || earlier.bodyHash !== ctx.idempotency?.bodyHash) throw new AppError('request.reused_key')
    return publicInvitation(code, earlier)
  }
}

function randomPart(ctx: Context, accountId: string): string {
  return ctx.idempotency ? ctx.deps.secrets.sign(`invitation:${accountId}:${ctx.idempotency.key}`) : randomToken()
}
