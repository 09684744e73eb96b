import type { Tariff, FeeItemWithTariffs } from '@linli/shared/billing/fee-schema'
import { tierWords } from '@linli/shared/billing/line-words'
import { formatScaled, priceScale } from '@linli/shared/money'
import { today } from '../kit/format'
import { priceUnit } from './fee-words'

/** The latest first day first. */
export const newestFirst = (tariffs: Tariff[]) => [...tariffs].sort((a, b) => (a.from < b.from ? 1 : -1))

/** A tariff without a last day holds until the day before the next one. */
export function tariffState(tariff: Tariff, tariffs: Tariff[], day = today()): 'now' | 'later' | 'past' {
  if (tariff.from > day) return 'later'
  const isReplaced = tariffs.some(other => other.from > tariff.from && other.from <= day)
  return isReplaced || (tariff.to !== undefined && tariff.to < day) ? 'past' : 'now'
}

export const currentTariff = ({ tariffs }: FeeItemWithTariffs, day = today()) =>
  tariffs.find(tariff => tariffState(tariff, tariffs, day) === 'now')

/** 「2.30 元/m²·月」 */
export const priceText = (item: FeeItemWithTariffs, tariff: Tariff) =>
  `${formatScaled(tariff.price, priceScale)} ${priceUnit(item.formula, item.cycle.kind)}${
    tariff.tiers && item.formula.kind === 'meter' ? tierWords(tariff.tiers, item.formula) : ''
  }`
