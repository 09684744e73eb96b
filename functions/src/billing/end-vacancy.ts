import type { Assignment } from '@linli/shared/billing/registers'
import type { vacancyApi } from '@linli/shared/billing/vacancy-api'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import { loadRoom } from '../communities/rooms'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import { Cover, coverKey, coverWriteAt } from './cover'
import { loadFeeItem } from './fee-item-store'
import { withVacancies } from './vacancy-terms'

/**
 * Somebody moved in: an approved vacancy ends with the day `to`; before its first day it is taken back whole. Bills that are
 * issued stay. Throws record.not_found.
 */
export async function endVacancy(ctx: Context, input: InputOf<typeof vacancyApi.endVacancy>): Promise<Assignment> {
  const { communityId, roomId, feeItemId, from, to, reason } = input
  const [room, item] = await Promise.all([loadRoom(ctx, communityId, roomId), loadFeeItem(ctx, communityId, feeItemId)])
  const audit = auditItem(ctx, {
    communityId,
    action: 'billing.end_vacancy',
    objectType: 'room',
    objectId: roomId,
    summary: `${room.code} ${item.name} ${from} 起的空置优惠到 ${to} 为止：${reason}`,
  })
  return deciding(async () => {
    const key = coverKey(communityId, roomId)
    const [before] = await ctx.db.getMany([key], Cover)
    const known = before?.items[feeItemId]?.terms?.vacancies ?? []
    if (!before || !known.some(each => each.from === from)) throw new AppError('record.not_found')
    const vacancies = known.flatMap(each => (each.from !== from ? [each] : to < from ? [] : [{ ...each, to }]))
    // Made longer, it would need another inspection.
    if (known.some(each => each.from === from && each.to !== undefined && each.to < to))
      throw new AppError('record.changed')
    const change = withVacancies(item, room, before.items, vacancies)
    await ctx.db.transact([coverWriteAt(key, before, change.items), change.write, audit], audit.put)
    return change.assignment
  })
}
