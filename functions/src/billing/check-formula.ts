import type { Formula } from '@linli/shared/billing/formula-schema'
import type { FeeItem, Tariff } from '@linli/shared/billing/fee-schema'
import { checkExpression } from '@linli/shared/billing/rule-expression'
import { isPrepaidFor, monthsFor, monthsOfCycle } from '@linli/shared/billing/purchase'
import { refusalWords } from '@linli/shared/billing/words'
import { AppError } from '@linli/shared/errors'
import { fieldProblems } from './words'

/** Throws request.invalid, with the place where it is wrong, for an expression that can never be computed. */
export function checkFormula(formula: Formula): void {
  if (formula.kind !== 'expression') return
  const answer = checkExpression(formula.text)
  if (!answer.ok) throw refused('formula.text', refusalWords(answer))
}

/** Throws request.invalid where a tariff has what its formula does not use, or lacks what it needs. */
export function checkTariff(formula: Formula, { tiers, bands }: Pick<Tariff, 'tiers' | 'bands'>): void {
  if (tiers && !(formula.kind === 'meter' && formula.tierBy)) throw refused('tiers', fieldProblems.tiers)
  if (formula.kind === 'duration' && !bands) throw refused('bands', fieldProblems.bands)
  if (formula.kind !== 'duration' && bands) throw refused('bands', fieldProblems.noBands)
}

const refused = (path: string, message: string) => new AppError('request.invalid', { fields: [{ path, message }] })

type Offered = Pick<FeeItem, 'onTimeBp' | 'nature' | 'prepayMonths' | 'atOnce' | 'formula' | 'charges' | 'cycle'>

/**
 * 代收代付, 公共收益 and 押金 are not the office's to give away; and what is prepaid has a price that is known. Throws
 * request.invalid.
 */
export function checkDiscount({ onTimeBp, nature, prepayMonths, atOnce, ...item }: Offered): void {
  if (onTimeBp !== undefined && nature !== 'own_revenue') throw refused('onTimeBp', fieldProblems.discount)
  if (atOnce && nature !== 'own_revenue') throw refused('atOnce', fieldProblems.discount)
  if (prepayMonths !== undefined && !isPrepaidFor(item)) throw refused('prepayMonths', fieldProblems.prepaid)
  if (!atOnce) return
  if (prepayMonths === undefined || prepayMonths < monthsFor(atOnce))
    throw refused('prepayMonths', fieldProblems.atOnceMonths)
  if (atOnce.kind === 'pay_get' && monthsOfCycle(item.cycle) !== 1) throw refused('atOnce', fieldProblems.payGetMonthly)
}
