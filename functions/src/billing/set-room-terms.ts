import type { Assignment } from '@linli/shared/billing/registers'
import { RoomTerms, type roomTermsApi } from '@linli/shared/billing/room-terms'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { formatScaled, priceScale } from '@linli/shared/money'
import { auditItem } from '../audit'
import { loadRoom } from '../communities/rooms'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import { derivedId } from '../secrets'
import { Cover, coverKey, coverWrite, type ItemCover } from './cover'
import { loadFeeItem } from './fee-item-store'
import { assignmentItem } from './register-store'
import { fieldProblems } from './words'

type Input = InputOf<typeof roomTermsApi.setRoomTerms>

/**
 * How a room is charged a fee item from now on: in the register, and beside its days, where every run reads it. Drafts
 * that were computed before are held back when they are published. Throws request.invalid, record.not_found.
 */
export async function setRoomTerms(ctx: Context, input: Input): Promise<Assignment> {
  const { communityId, roomId, feeItemId, applies } = input
  const terms = RoomTerms.parse(input)
  if (terms.from && terms.to && terms.to < terms.from)
    throw new AppError('request.invalid', { fields: [{ path: 'to', message: fieldProblems.tariffDates }] })
  const [room, item] = await Promise.all([loadRoom(ctx, communityId, roomId), loadFeeItem(ctx, communityId, feeItemId)])
  if (item.charges || item.formula.kind === 'meter' || item.formula.kind === 'shared')
    throw new AppError('request.invalid', { fields: [{ path: 'feeItemId', message: fieldProblems.noTerms }] })
  const assignment: Assignment = {
    assignmentId: derivedId('terms', communityId, roomId, feeItemId),
    communityId,
    roomId,
    roomCode: room.code,
    feeItemId,
    feeItemName: item.name,
    applies: true,
    ...terms,
  }
  const audit = auditItem(ctx, {
    communityId,
    action: 'billing.set_room_terms',
    objectType: 'room',
    objectId: roomId,
    summary: `${room.code} ${item.name}：${applies ? termsWords(terms) : '取消约定'}`,
  })
  await deciding(async () => {
    const [cover] = await ctx.db.getMany([coverKey(communityId, roomId)], Cover)
    const { terms: _before, ...days }: ItemCover = cover?.items[feeItemId] ?? { ranges: [] }
    const items = { ...cover?.items, [feeItemId]: applies ? { ...days, terms } : days }
    const record = assignmentItem({ ...assignment, version: 1 })
    await ctx.db.transact(
      [
        applies ? { put: record } : { delete: { pk: record.pk, sk: record.sk } },
        coverWrite(communityId, roomId, cover, items),
        audit,
      ],
      audit.put,
    )
  })
  return assignment
}

function termsWords({ from, to, coefficient, exemptReason }: RoomTerms): string {
  if (exemptReason !== undefined) return `免收：${exemptReason}`
  const factor = coefficient === undefined ? '' : `，系数 ${formatScaled(coefficient, priceScale)}`
  return `${from ?? '一直'} 至 ${to ?? '长期'}${factor}`
}
