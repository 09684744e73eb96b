import { AppError } from '@linli/shared/errors'
import type { BindingRequest } from '@linli/shared/identity/schema'
import { auditItem } from '../audit'
import { loadCommunity } from '../communities/community'
import { hasEnded, loadRoom } from '../communities/rooms'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { messageItems } from '../messages/message-item'
import { moveInItems } from '../people/move-in'
import { loadPerson } from '../people/person'
import { resolvePerson } from '../people/resolve-persons'
import { bindItems, loadGrants } from './bind-items'
import { requestField } from './request-binding'
import { requestKey, StoredRequest } from './store'

export type DecideBindingInput = {
  communityId: string
  requestId: string
  approve: boolean
  reason?: string | undefined
}

/**
 * The office's answer to a request. Approving binds the account to the person of that name whom the room knows in that
 * role, or lets a new one move in today; the account hears either way.
 * Throws record.not_found, identity.request_decided; request.invalid when a refusal gives no reason.
 */
export async function decideBinding(ctx: Context, input: DecideBindingInput): Promise<BindingRequest> {
  if (!input.approve && !input.reason)
    throw new AppError('request.invalid', { fields: [{ path: 'reason', message: '请写明原因，住户会看到' }] })
  return deciding(async () => {
    const key = requestKey(input.communityId, input.requestId)
    const request = await ctx.db.get(key, StoredRequest)
    if (!request) throw new AppError('record.not_found')
    if (request.state !== 'pending') throw new AppError('identity.request_decided')
    const state = input.approve ? ('approved' as const) : ('refused' as const)
    const decided = { ...request, state, reason: input.reason }
    const bound = input.approve ? await approval(ctx, request) : { writes: [], owners: [] }
    const audit = auditItem(ctx, {
      communityId: input.communityId,
      action: input.approve ? 'identity.approve_binding' : 'identity.refuse_binding',
      objectType: 'binding_request',
      objectId: request.requestId,
      summary: `${input.approve ? '通过' : '不通过'} ${request.roomCode} 的绑定申请`,
    })
    const { communityName, roomCode } = request
    const facts = input.approve
      ? ({ kind: 'binding_approved', communityName, roomCode } as const)
      : ({ kind: 'binding_refused', communityName, roomCode, reason: input.reason ?? '' } as const)
    const writes: Write[] = [
      // Without its index keys it leaves the list of open requests.
      { put: { ...key, ...decided }, if: { state: 'pending' } },
      ...bound.writes,
      ...messageItems(ctx, {
        communityId: input.communityId,
        key: `binding#${request.requestId}`,
        accountIds: [request.accountId],
        facts,
      }),
      audit,
    ]
    await reaching(ctx, ...bound.owners).db.transact(writes, audit.put)
    return decided
  })
}

async function approval(ctx: Context, request: StoredRequest): Promise<{ writes: Write[]; owners: string[] }> {
  const { accountId, communityId, roomId, name, role, occupancyId } = request
  const [room, community, grants] = await Promise.all([
    loadRoom(ctx, communityId, roomId),
    loadCommunity(ctx, communityId),
    loadGrants(ctx, accountId),
  ])
  const owners = [`A#${accountId}#`, `M#${community.companyId}#`, 'G#phone#']
  const wide = reaching(ctx, ...owners)
  const known = room.occupancies.find(
    each =>
      !hasEnded(each, ctx.today()) &&
      (occupancyId === undefined ? each.role === role && each.personName === name : each.occupancyId === occupancyId),
  )
  // Asked for by a letter as somebody who has moved out since: there is nobody of that name to let in.
  if (!known && occupancyId !== undefined) throw new AppError('record.not_found')
  if (known) {
    const person = { person: await loadPerson(wide, community.companyId, known.personId), writes: [] }
    const bound = bindItems(wide, { accountId, grants, community, room, person, occupancy: known })
    return { writes: bound.writes, owners }
  }
  const phone = request.phoneSealed && ctx.deps.secrets.open(request.phoneSealed, requestField(request.requestId))
  const person = await resolvePerson(wide, community, { name, kind: 'natural', phone })
  const moved = moveInItems(wide, room, person.person, { role, from: ctx.today() })
  const bound = bindItems(wide, { accountId, grants, community, room, person, occupancy: moved.occupancy })
  return { writes: [...bound.writes, ...moved.writes], owners }
}
