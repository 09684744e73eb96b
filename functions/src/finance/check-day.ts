import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { financeApi } from '@linli/shared/finance/api'
import type { TillDay } from '@linli/shared/finance/till-schema'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import { officePerson } from './office-person'
import { loadDay, tillDayKey } from './store'

/** 复核: somebody else looked at a closed day. Throws finance.not_closed, finance.own_day. */
export async function checkDay(ctx: Context, asked: InputOf<typeof financeApi.checkDay>): Promise<TillDay> {
  const { communityId, cashierId, date, note } = asked
  const checkedBy = officePerson(ctx)
  return deciding(async () => {
    const day = await loadDay(ctx, communityId, cashierId, date)
    if (!day) throw new AppError('record.not_found')
    if (day.state === 'checked' && day.checkedBy?.personId === checkedBy.personId) return day
    if (day.state !== 'closed') throw new AppError('finance.not_closed')
    if ([cashierId, day.signedBy?.personId].includes(checkedBy.personId)) throw new AppError('finance.own_day')
    const checked = { checkedAt: ctx.now(), checkedBy, ...(note && { checkNote: note }) }
    const audit = auditItem(ctx, {
      communityId,
      action: 'finance.check_day',
      objectType: 'till_day',
      objectId: `${date}-${cashierId}`,
      summary: `复核 ${date} 的日结${note ? `：${note}` : ''}`,
    })
    const update = { key: tillDayKey(communityId, cashierId, date), set: checked }
    await ctx.db.transact([{ update, if: { checkedAt: undefined, closedAt: day.closedAt } }, audit], audit.put)
    return { ...day, ...checked, state: 'checked' as const }
  })
}
