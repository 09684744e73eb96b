import type { Cycle, FeeItem, Nature, Rounding, Timing } from '@linli/shared/billing/fee-schema'
import type { AtOnce } from '@linli/shared/billing/discounts'
import { formatScaled, parseScaled } from '@linli/shared/money'
import { filled } from '../kit/rules'
import { formulaOf, type FormulaValues, formulaValues, newFormula } from './formula-values'

/** What the form holds: text as typed, one field per choice. */
export type FeeItemValues = FormulaValues & {
  name: string
  nature: Nature
  entity: string
  rounding: Rounding['unit']
  cycle: Cycle['kind']
  months?: string
  seasonFrom?: string
  seasonTo?: string
  timing: Timing
  dueDays: string
  taxRate?: string
  taxCode?: string
  invoiceable: boolean
  assigned?: boolean
  charges?: 'room' | 'space' | 'vehicle'
  lateFee: boolean
  clause?: string
  rate?: string
  grace?: string
  cap?: string
  coversCollected?: boolean
  onTime?: string
  prepayMonths?: string
  atOnce?: AtOnce['kind'] | 'none'
  onceMonths?: string
  onceRate?: string
  pay?: string
  get?: string
  active: boolean
}

type FeeItemInput = Omit<FeeItem, 'feeItemId' | 'communityId'>

/** 0.05 % a day is 500 parts per million: four decimals of a percent, exactly. */
const rateScale = 10_000
const taxScale = 100

export const newFeeItem: Partial<FeeItemValues> = {
  ...newFormula,
  nature: 'own_revenue',
  rounding: 'fen',
  cycle: 'month',
  timing: 'prepaid',
  dueDays: '30',
  invoiceable: true,
  lateFee: false,
  atOnce: 'none',
  grace: '0',
  active: true,
}

export function feeItemInput(values: FeeItemValues): FeeItemInput {
  const { name, nature, entity, rounding, timing, invoiceable, active } = values
  return {
    name: name.trim(),
    nature,
    collectingEntityId: entity,
    formula: formulaOf(values),
    rounding: { mode: 'half_up', unit: rounding },
    cycle: cycleOf(values),
    timing,
    dueDays: Number(values.dueDays),
    taxRateBp: scaled(values.taxRate, taxScale),
    taxCode: filled(values.taxCode),
    invoiceable,
    ...chargesOf(values),
    ...(values.assigned && { scope: 'assigned' as const }),
    lateFee: values.lateFee
      ? {
          clause: values.clause?.trim() ?? '',
          dailyRatePpm: scaled(values.rate, rateScale) ?? 0,
          graceDays: Number(filled(values.grace) ?? 0),
          ...(filled(values.cap) && { capPct: Number(values.cap) }),
          ...(nature === 'collected_for_others' && values.coversCollected && { coversCollected: true }),
        }
      : null,
    ...discountsOf(values),
    active,
  }
}

const scaled = (text: string | undefined, scale: 100 | 10_000) =>
  filled(text) === undefined ? undefined : parseScaled(text ?? '', scale)

function cycleOf({ cycle, months, seasonFrom, seasonTo }: FeeItemValues): Cycle {
  if (cycle === 'anniversary') return { kind: cycle, months: Number(months) }
  if (cycle === 'heating_season') return { kind: cycle, from: seasonFrom?.trim() ?? '', to: seasonTo?.trim() ?? '' }
  return { kind: cycle }
}

/** A known item as the form shows it: sent unchanged, it stays the same. */
export function feeItemValues(item: FeeItem): FeeItemValues {
  const { formula, cycle, lateFee } = item
  return {
    name: item.name,
    nature: item.nature,
    entity: item.collectingEntityId,
    ...formulaValues(formula),
    rounding: item.rounding.unit,
    cycle: cycle.kind,
    ...(cycle.kind === 'anniversary' && { months: String(cycle.months) }),
    ...(cycle.kind === 'heating_season' && { seasonFrom: cycle.from, seasonTo: cycle.to }),
    timing: item.timing,
    dueDays: String(item.dueDays),
    taxRate: item.taxRateBp === undefined ? undefined : formatScaled(item.taxRateBp, taxScale, 0),
    taxCode: item.taxCode,
    invoiceable: item.invoiceable,
    charges: item.charges ?? 'room',
    assigned: item.scope === 'assigned',
    lateFee: lateFee !== null,
    clause: lateFee?.clause,
    rate: lateFee ? ratePercent(lateFee.dailyRatePpm) : undefined,
    grace: String(lateFee?.graceDays ?? 0),
    cap: lateFee?.capPct === undefined ? undefined : String(lateFee.capPct),
    coversCollected: lateFee?.coversCollected,
    onTime: item.onTimeBp === undefined ? undefined : formatScaled(item.onTimeBp, taxScale, 0),
    prepayMonths: item.prepayMonths === undefined ? undefined : String(item.prepayMonths),
    ...atOnceValues(item.atOnce),
    active: item.active,
  }
}

/** 500 → 0.05 */
export const ratePercent = (ppm: number) => formatScaled(ppm, rateScale)

/** Rooms unless said otherwise; a vehicle has no area. */
function chargesOf({ charges, formula }: FeeItemValues) {
  const isFit = formula === 'fixed' || (formula === 'area' && charges === 'space')
  return isFit && charges && charges !== 'room' ? { charges } : {}
}

/** 优惠 is of the office's own revenue alone; 预缴 of anything whose price is known. */
function discountsOf(values: FeeItemValues): Pick<FeeItemInput, 'onTimeBp' | 'prepayMonths' | 'atOnce'> {
  const prepayMonths = filled(values.prepayMonths) === undefined ? undefined : Number(values.prepayMonths)
  if (values.nature !== 'own_revenue') return { prepayMonths }
  return { prepayMonths, onTimeBp: scaled(values.onTime, taxScale), atOnce: atOnceOf(values) }
}

function atOnceOf({ atOnce, onceMonths, onceRate, pay, get }: FeeItemValues): AtOnce | undefined {
  if (atOnce === 'pay_get') return { kind: atOnce, pay: Number(pay), get: Number(get) }
  if (atOnce !== 'months_at_once') return undefined
  return { kind: atOnce, months: Number(onceMonths), rateBp: scaled(onceRate, taxScale) ?? 0 }
}

function atOnceValues(atOnce: AtOnce | undefined): Partial<FeeItemValues> {
  if (!atOnce) return { atOnce: 'none' }
  const { kind } = atOnce
  if (kind === 'pay_get') return { atOnce: kind, pay: String(atOnce.pay), get: String(atOnce.get) }
  return { atOnce: kind, onceMonths: String(atOnce.months), onceRate: formatScaled(atOnce.rateBp, taxScale, 0) }
}
