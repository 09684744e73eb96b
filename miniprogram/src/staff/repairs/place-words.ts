import type { Repair } from '@linli/shared/repairs/schema'

/** 「3-2-1501」, or 「1栋 电梯」 */
export const placeWords = ({ place }: Pick<Repair, 'place'>): string =>
  place.kind === 'room' ? place.code : [place.building && `${place.building}栋`, place.spot].filter(Boolean).join(' ')
