import type { Assignment } from '@linli/shared/billing/registers'
import type { RoomTerms, roomTermsApi } from '@linli/shared/billing/room-terms'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import { loadCommunity } from '../communities/community'
import { loadRoom } from '../communities/rooms'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import { derivedId } from '../secrets'
import { Cover, coverKey, coverName, coverWriteAt, thingCoverKey } from './cover'
import { loadFeeItem } from './fee-item-store'
import { thingAt } from './load-thing'
import { assignmentItem } from './register-store'
import { checkedTerms, withTerms } from './set-room-terms'
import { isCharged } from './thing-charges'
import { chargedOf, type Thing } from './things'
import { fieldProblems, termsWords } from './words'

type Input = InputOf<typeof roomTermsApi.setThingTerms>

/**
 * How a space, a vehicle or a contract is charged a fee item from now on; beside the days that it has been billed. Its
 * register's version moves with it, so that drafts of before are held back. Throws request.invalid, record.not_found.
 */
export async function setThingTerms(ctx: Context, input: Input): Promise<Assignment> {
  const { communityId, type, thingId, feeItemId, applies } = input
  return deciding(async () => {
    const [{ thing, key }, item, { developer }] = await Promise.all([
      thingAt(ctx, communityId, type, thingId),
      loadFeeItem(ctx, communityId, feeItemId),
      loadCommunity(ctx, communityId),
    ])
    if (!isCharged(item, thing))
      throw new AppError('request.invalid', { fields: [{ path: 'feeItemId', message: fieldProblems.otherThing }] })
    const room = thing.roomId === undefined ? undefined : await loadRoom(ctx, communityId, thing.roomId)
    const { type: _type, thingId: _id, ...wish } = input
    const terms = checkedTerms(wish, room, developer)
    const outside = outsideOf(thing, terms)
    if (applies && outside)
      throw new AppError('request.invalid', {
        fields: [{ path: outside, message: fieldProblems.termsOutside(thing.name, thing.from, thing.to) }],
      })
    const charged = chargedOf(thing, thing.roomId === undefined)
    const isBesideRoom = type === 'space' && thing.roomId !== undefined
    const coverAt = isBesideRoom ? coverKey(communityId, thing.roomId ?? '') : thingCoverKey(communityId, thing.id)
    const [cover] = await ctx.db.getMany([coverAt], Cover)
    const name = coverName({ feeItemId, charged })
    const assignment: Assignment = {
      assignmentId: derivedId('terms', communityId, type, thing.id, feeItemId),
      communityId,
      roomId: thing.roomId ?? thing.id,
      roomCode: room?.code ?? thing.holder?.name ?? thing.name,
      thing: { type, id: thingId, name: thing.name },
      feeItemId,
      feeItemName: item.name,
      applies: true,
      ...terms,
    }
    const audit = auditItem(ctx, {
      communityId,
      action: 'billing.set_thing_terms',
      objectType: type,
      objectId: thing.id,
      summary: `${thing.name} ${item.name}：${applies ? termsWords(terms) : '取消约定'}`,
    })
    const record = assignmentItem({ ...assignment, version: 1 })
    await ctx.db.transact(
      [
        applies ? { put: record } : { delete: { pk: record.pk, sk: record.sk } },
        coverWriteAt(coverAt, cover, withTerms(cover, name, applies ? terms : undefined)),
        { update: { key, set: { version: thing.version + 1 } }, if: { version: thing.version } },
        audit,
      ],
      audit.put,
    )
    return assignment
  })
}

/** Which of the agreed days is none of the contract's or the space's own, as one who mistook a year would have it. */
function outsideOf({ from, to }: Thing, terms: RoomTerms): 'from' | 'to' | undefined {
  const isOutside = (day: string | undefined) =>
    day !== undefined && ((from !== undefined && day < from) || (to !== undefined && day > to))
  return isOutside(terms.from) ? 'from' : isOutside(terms.to) ? 'to' : undefined
}
