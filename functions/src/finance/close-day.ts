import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { financeApi } from '@linli/shared/finance/api'
import { cashDifference, needsNote, piecesFen } from '@linli/shared/finance/till-rules'
import type { Counted, TillDay } from '@linli/shared/finance/till-schema'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import { differenceItems } from '../payments/spending-items'
import { loadDay, tillDayKey } from './store'
import { officePerson } from './office-person'

type Asked = InputOf<typeof financeApi.closeTill>

/**
 * 日结: what was counted of a cashier's day, signed, once. `movements` is what the page showed: money that came in between
 * is looked at first. What is over or short is posted with it (长短款). Throws finance.day_closed, day_changed, nothing_to_close, needs_note.
 */
export async function closeDay(ctx: Context, asked: Asked): Promise<TillDay> {
  const { communityId, cashierId, date, movements } = asked
  const counted = countedOf(asked)
  if (date > ctx.today()) throw new AppError('request.invalid', { fields: [{ path: 'date', message: '这一天还没到' }] })
  const signedBy = officePerson(ctx)
  return deciding(async () => {
    const day = await loadDay(ctx, communityId, cashierId, date)
    if (!day || day.movements === 0) throw new AppError('finance.nothing_to_close')
    if (day.state !== 'open') {
      // The same again: its answer was lost on the way.
      if (day.signedBy?.personId === signedBy.personId && sameCount(day.counted, counted)) return day
      throw new AppError('finance.day_closed')
    }
    if (day.movements !== movements) throw new AppError('finance.day_changed')
    if (needsNote(day, counted) && !counted.note) throw new AppError('finance.needs_note')
    const differenceFen = cashDifference(day, counted)
    const closed = { counted, differenceFen, closedAt: ctx.now(), signedBy }
    const audit = auditItem(ctx, {
      communityId,
      action: 'finance.close_day',
      objectType: 'till_day',
      objectId: `${date}-${cashierId}`,
      summary: `日结 ${date}，${movements} 笔，清点现金 ${counted.cashFen} 分，长短款 ${differenceFen} 分`,
    })
    const update = { key: tillDayKey(communityId, cashierId, date), set: closed }
    const difference = differenceItems(ctx, { communityId, cashierId, date, differenceFen })
    await ctx.db.transact([{ update, if: { closedAt: undefined, movements } }, ...difference, audit], audit.put)
    return { ...day, ...closed, state: 'closed' as const }
  })
}

function countedOf({ cashFen, floatFen = 0, pieces, slips = {}, note }: Asked): Counted {
  if (pieces && piecesFen(pieces) !== cashFen)
    throw new AppError('request.invalid', { fields: [{ path: 'pieces', message: '各面额加起来和现金合计不一样' }] })
  return { cashFen, floatFen, slips, ...(pieces && { pieces }), ...(note && { note }) }
}

const sameCount = (a: Counted | undefined, b: Counted) =>
  a?.cashFen === b.cashFen && a.floatFen === b.floatFen && JSON.stringify(a.slips) === JSON.stringify(b.slips)
