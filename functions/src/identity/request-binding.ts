import { type OccupancyRole, occupancyRoleNames } from '@linli/shared/communities/schema'
import { AppError } from '@linli/shared/errors'
import type { BindingRequest } from '@linli/shared/identity/schema'
import { maskPhone } from '@linli/shared/people/schema'
import { homeOf } from '../access'
import { auditItem } from '../audit'
import { loadCommunity } from '../communities/community'
import { loadRoom } from '../communities/rooms'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import { idempotencyItems } from '../idempotency'
import { accountActor, loadAccount, verifiedPhoneIfAny } from './account'
import { accountKey, openRequests, requestKey, StoredRequest } from './store'
import { namelessWrite } from './unlink-account'
import { limitWords } from './words'

export type RequestBindingInput = {
  communityId: string
  roomId: string
  role: OccupancyRole
  name: string
  note?: string | undefined
  /** By a letter: whom of the register it is about. */
  occupancyId?: string | undefined
}

const mostPending = 3
/** So many are listed and kept with who asked, the undecided ones among them. */
const mostKept = 10

/**
 * 「自己填」: asks the office to confirm a home. A number that this session verified goes along, sealed.
 * Throws identity.request_pending, identity.already_bound, request.too_many with 3 requests open.
 */
export async function requestBinding(ctx: Context, input: RequestBindingInput): Promise<BindingRequest> {
  const actor = accountActor(ctx)
  if (homeOf(actor, input, ctx.today())) throw new AppError('identity.already_bound')
  const wide = reaching(ctx, `C#${input.communityId}#`)
  return deciding(async () => {
    const [room, community, account] = await Promise.all([
      loadRoom(wide, input.communityId, input.roomId),
      loadCommunity(wide, input.communityId),
      loadAccount(ctx, actor.accountId),
    ])
    const everywhere = reaching(wide, ...account.requests.map(each => `C#${each.communityId}#`))
    const keys = account.requests.map(each => requestKey(each.communityId, each.requestId))
    const known = (await everywhere.db.getMany(keys, StoredRequest)).filter(each => each !== undefined)
    const pending = known.filter(each => each.state === 'pending')
    if (pending.some(each => each.roomId === input.roomId)) throw new AppError('identity.request_pending')
    if (pending.length >= mostPending) throw new AppError('request.too_many', { message: limitWords.requests })

    const requestId = ctx.newId()
    const phone = verifiedPhoneIfAny(ctx)
    const request: StoredRequest = {
      ...input,
      requestId,
      accountId: actor.accountId,
      communityName: community.name,
      roomCode: room.code,
      state: 'pending',
      createdAt: ctx.now(),
      ...(phone && {
        phoneMasked: maskPhone(phone),
        phoneSealed: ctx.deps.secrets.seal(phone, requestField(requestId)),
      }),
    }
    const item = {
      ...requestKey(input.communityId, requestId),
      ...request,
      gs1pk: openRequests(input.communityId),
      gs1sk: requestId,
    }
    // What the account no longer lists, its deletion would not find: it forgets the person now.
    const surplus = known.filter(each => each.state !== 'pending').slice(mostKept - 1 - pending.length)
    const left = account.requests.filter(each => !surplus.some(old => old.requestId === each.requestId))
    const requests = [{ communityId: input.communityId, requestId }, ...left]
    const remembered = {
      update: { key: accountKey(account.accountId), set: { requests, version: account.version + 1 } },
      if: { version: account.version },
    }
    const audit = auditItem(ctx, {
      communityId: input.communityId,
      action: 'identity.request_binding',
      objectType: 'binding_request',
      objectId: requestId,
      summary: `申请绑定 ${room.code}，${occupancyRoleNames[input.role]}`,
    })
    const repeat = idempotencyItems(ctx, request)
    const forgotten = surplus.map(each => namelessWrite(each))
    await everywhere.db.transact([{ put: item, ifAbsent: true }, remembered, ...forgotten, audit, ...repeat], audit.put)
    return request
  })
}

export const requestField = (requestId: string) => `request:${requestId}`
