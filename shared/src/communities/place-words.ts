import type { PlaceKind, PublicPlace } from './place-schema'

export const placeKindNames: Record<PlaceKind, string> = {
  building: '楼栋',
  lobby: '大堂',
  lift: '电梯',
  corridor: '走廊楼梯',
  garage: '车库',
  gate: '出入口',
  garden: '绿地道路',
  facility: '活动设施',
  plant: '设备间',
  other: '其他',
}

/** 「B1 东侧电梯」: the place inside its building, as an order names it; at most 40 characters. */
export const spotOf = ({ floor, name }: Pick<PublicPlace, 'floor' | 'name'>): string =>
  [floor, name].filter(Boolean).join(' ')

/** 「3栋 B1 东侧电梯」 */
export const placeTitle = (place: Pick<PublicPlace, 'building' | 'floor' | 'name'>): string =>
  [place.building && `${place.building}栋`, spotOf(place)].filter(Boolean).join(' ')
