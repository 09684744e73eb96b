import type { Assignment, Vacant } from '@linli/shared/billing/registers'
import { isByRoom } from '@linli/shared/billing/purchase'
import type { vacancyApi } from '@linli/shared/billing/vacancy-api'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import { loadRoom } from '../communities/rooms'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { idempotencyItems } from '../idempotency'
import { Cover, coverKey, coverWriteAt } from './cover'
import { loadFeeItem, type StoredFeeItem } from './fee-item-store'
import { decidedWrites } from './vacancy-cases'
import { findVacancies } from './vacancy-store'
import { withVacancies } from './vacancy-terms'
import { fieldProblems } from './words'

/**
 * 空置房优惠 after an inspection: approved, the room's bills of these days are charged so from now on, and drafts of before
 * are held back; bills that are issued stay, and a 补差 corrects them. Refused, the reason stays with the room and nothing
 * changes. Either answers the owner who waits for it. Throws request.invalid where days overlap or an item is not the
 * office's to lower, record.changed where the owner took it back.
 */
export async function decideVacancy(
  ctx: Context,
  input: InputOf<typeof vacancyApi.decideVacancy>,
): Promise<{ items: Assignment[] }> {
  const { communityId, roomId, caseId, feeItemIds = [], approved, payablePct, ...seen } = input
  const { from, to, inspectedOn, reason } = seen
  if (to !== undefined && to < from) throw refused('to', fieldProblems.tariffDates)
  if (inspectedOn > ctx.today()) throw refused('inspectedOn', fieldProblems.inspectsLater)
  if (approved && feeItemIds.length === 0) throw refused('feeItemIds', fieldProblems.vacantItems)
  if (approved && payablePct === undefined) throw refused('payablePct', fieldProblems.vacantPct)
  const [room, ...items] = await Promise.all([
    loadRoom(ctx, communityId, roomId),
    ...[...new Set(feeItemIds)].map(feeItemId => loadFeeItem(ctx, communityId, feeItemId)),
  ])
  if (items.some(item => item.nature !== 'own_revenue' || !isByRoom(item)))
    throw refused('feeItemIds', fieldProblems.vacantItem)
  const feeItemNames = items.map(({ name }) => name)
  const audit = auditItem(ctx, {
    communityId,
    action: 'billing.decide_vacancy',
    objectType: 'room',
    objectId: roomId,
    summary: `${[room.code, feeItemNames.join('、')].filter(Boolean).join(' ')} 空置优惠${approved ? '批准' : '不批准'}：${from} 至 ${to ?? '另行通知'}${approved ? ` 收 ${payablePct}%` : ''}，${inspectedOn} 查看，${reason}`,
  })
  return deciding(async () => {
    const key = coverKey(communityId, roomId)
    const [[before], cases] = await Promise.all([ctx.db.getMany([key], Cover), findVacancies(ctx, input)])
    const change =
      approved && payablePct !== undefined
        ? withVacant(items, room, before?.items ?? {}, { ...seen, payablePct })
        : undefined
    const result = { items: change?.assignments ?? [] }
    const writes = change ? [coverWriteAt(key, before, change.items), ...change.writes] : []
    const decision = { ...seen, payablePct, feeItemNames }
    const told = await decidedWrites(ctx, room, cases, { approved, caseId, decision })
    await ctx.db.transact([...writes, ...told, audit, ...idempotencyItems(ctx, result)], audit.put)
    return result
  })
}

function withVacant(
  feeItems: StoredFeeItem[],
  room: { roomId: string; code: string },
  before: Cover['items'],
  vacant: Vacant,
): { items: Cover['items']; assignments: Assignment[]; writes: Write[] } {
  let items = before
  const changed = feeItems.map(item => {
    const terms = before[item.feeItemId]?.terms
    if (item.scope === 'assigned' && !terms) throw refused('feeItemIds', fieldProblems.vacantItem)
    const known = terms?.vacancies ?? []
    if (known.some(each => overlap(each, vacant))) throw refused('from', fieldProblems.vacantOverlap)
    const vacancies = [...known, vacant].sort((a, b) => (a.from < b.from ? -1 : 1))
    const change = withVacancies(item, room, items, vacancies)
    items = change.items
    return change
  })
  return { items, assignments: changed.map(each => each.assignment), writes: changed.map(each => each.write) }
}

const overlap = (a: Vacant, b: Vacant) => (!a.to || b.from <= a.to) && (!b.to || a.from <= b.to)
const refused = (path: string, message: string) => new AppError('request.invalid', { fields: [{ path, message }] })
