import { formatDate, formatFullDate, formatTime, beijingDate } from '@linli/shared/time'

/** 2026-02-03T01:20:00Z → 9:20, on the Beijing clock whatever the phone's own zone. */
export const clockOf = (instant: string): string => formatTime(instant).replace(/^0/, '')
/** 2026-02-03T01:20:00Z → 2026年2月3日 9:20 */
export const momentOf = (instant: string): string => `${formatFullDate(beijingDate(instant))} ${clockOf(instant)}`
/** 2026-02-03T01:20:00Z → 2月3日 9:20, for what is of this year or the last months. */
export const dayMomentOf = (instant: string): string => `${formatDate(beijingDate(instant))} ${clockOf(instant)}`
