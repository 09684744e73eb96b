import { isByRoom } from '@linli/shared/billing/purchase'
import type { MyVacancies, RoomVacancies, VacancyCase } from '@linli/shared/billing/vacancy-schema'
import { beijingDate } from '@linli/shared/time'
import type { Context, GrantedHome } from '../context'
import { Cover, coverKey, type ItemCover } from './cover'
import { listFeeItems, type StoredFeeItem } from './fee-item-store'
import { ownHome } from './own-bill'
import { findVacancies, isWaiting } from './vacancy-store'

type Place = { communityId: string; roomId: string }

/** What the calling owner knows of the room's vacancies: nothing of whoever owned it before. */
export async function myVacancies(ctx: Context, place: Place): Promise<MyVacancies> {
  return vacanciesFor(ctx, ownHome(ctx, place), await findVacancies(ctx, place))
}

export async function vacanciesFor(
  ctx: Context,
  home: GrantedHome,
  record: RoomVacancies | undefined,
): Promise<MyVacancies> {
  const { communityId, roomId, from } = home
  const [items, [cover]] = await Promise.all([
    listFeeItems(ctx, communityId),
    ctx.db.getMany([coverKey(communityId, roomId)], Cover),
  ])
  const cases = theirs(home, record).map(withoutPerson).toReversed()
  const lowered = items.flatMap(({ feeItemId, name }) =>
    (cover?.items[feeItemId]?.terms?.vacancies ?? [])
      .filter(({ to }) => to === undefined || (to >= ctx.today() && to >= from))
      .map(each => ({
        from: each.from,
        ...(each.to && { to: each.to }),
        payablePct: each.payablePct,
        feeItemName: name,
      })),
  )
  const mayLower = items.some(item => item.active && canBeLowered(item, cover?.items[item.feeItemId]?.terms))
  return { cases, lowered, mayAsk: mayLower && !cases.some(isWaiting) }
}

export function withoutPerson({ asked, ...rest }: VacancyCase): VacancyCase {
  if (!asked) return rest
  const { personId: _person, ...told } = asked
  return { ...rest, asked: told }
}

/** What was asked for or decided since this owner came. */
export const theirs = ({ from }: GrantedHome, record: RoomVacancies | undefined): VacancyCase[] =>
  (record?.cases ?? []).filter(({ at }) => beijingDate(at) >= from)

/** Own revenue by room alone: what is collected for others is passed on as it is. */
export const canBeLowered = (item: StoredFeeItem, terms: ItemCover['terms']): boolean =>
  item.nature === 'own_revenue' && isByRoom(item) && (item.scope !== 'assigned' || terms !== undefined)
