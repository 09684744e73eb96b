import type { AreaKind, Formula, ShareBy } from '@linli/shared/billing/formula-schema'
import type { MeterType } from '@linli/shared/billing/registers'
import { formatScaled, parseScaled } from '@linli/shared/money'
import { filled } from '../kit/rules'

/** How it computes, as the form holds it: one field per choice. */
export type FormulaValues = {
  formula: Formula['kind']
  area: AreaKind
  meter: MeterType
  tierBy: 'none' | 'month' | 'year'
  shareBy: ShareBy
  expression?: string
  per: 'month' | 'period'
  coefficient?: string | undefined
}

/** What the form offers. */
export const offeredKinds = ['area', 'fixed', 'meter', 'shared', 'contract', 'duration', 'expression'] as const

const coefficientScale = 10_000
export const newFormula: FormulaValues = {
  formula: 'area',
  area: 'built',
  meter: 'cold_water',
  tierBy: 'none',
  shareBy: 'area',
  per: 'month',
}

export function formulaOf(values: FormulaValues): Formula {
  const { formula: kind, area, meter, tierBy, shareBy, expression = '', per } = values
  const times = filled(values.coefficient) && parseScaled(values.coefficient ?? '', coefficientScale)
  const factor = times && times !== coefficientScale ? { coefficient: times } : {}
  if (kind === 'area') return { kind, area, ...factor }
  if (kind === 'meter') return { kind, meter, ...(tierBy !== 'none' && { tierBy }), ...factor }
  if (kind === 'shared') return { kind, by: shareBy }
  if (kind === 'expression') return { kind, text: expression.trim(), per, ...factor }
  return kind === 'fixed' ? { kind, ...factor } : { kind }
}

/** A known formula as the form shows it: sent unchanged, it stays the same. */
export function formulaValues(formula: Formula): FormulaValues {
  const factor = 'coefficient' in formula ? formula.coefficient : undefined
  return {
    ...newFormula,
    formula: formula.kind,
    ...(formula.kind === 'area' && { area: formula.area }),
    ...(formula.kind === 'meter' && { meter: formula.meter, tierBy: formula.tierBy ?? 'none' }),
    ...(formula.kind === 'shared' && { shareBy: formula.by }),
    ...(formula.kind === 'expression' && { expression: formula.text, per: formula.per }),
    coefficient: factor === undefined ? undefined : formatScaled(factor, coefficientScale),
  }
}
