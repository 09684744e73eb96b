import type { Formula } from '@linli/shared/billing/formula-schema'
import type { FeeItem, Tariff } from '@linli/shared/billing/fee-schema'
import { checkExpression } from '@linli/shared/billing/rule-expression'
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

/** 代收代付, 公共收益 and 押金 are not the office's to give away. Throws request.invalid. */
export function checkDiscount({ onTimeBp, nature }: Pick<FeeItem, 'onTimeBp' | 'nature'>): void {
  if (onTimeBp !== undefined && nature !== 'own_revenue')
    throw new AppError('request.invalid', { fields: [{ path: 'onTimeBp', message: fieldProblems.discount }] })
}
