import type { AreaKind, BillLine, Formula } from './fee-schema'

/** What is measured of the charged object: areas in 1/100 m². */
export type Measures = { areas?: Partial<Record<AreaKind, number>> }

type Kind = Formula['kind']
type FormulaOf<K extends Kind> = { [P in K]: Extract<Formula, { kind: P }> & { kind: P } }[K]
type Quantities = Pick<BillLine, 'areaM2x100'>

type Computation<K extends Kind> = {
  /** What the line keeps of the object; undefined when the object lacks it. */
  quantities: (formula: FormulaOf<K>, measures: Measures) => Quantities | undefined
  /** Quantity × price for one month, season or time, in 1/10,000 fen. */
  base: (line: Quantities & Pick<BillLine, 'price'>) => bigint
}

/** One computation for each kind of formula. */
const computations: { [K in Kind]: Computation<K> } = {
  area: {
    quantities: ({ area }, { areas }) => (areas?.[area] === undefined ? undefined : { areaM2x100: areas[area] }),
    base: ({ areaM2x100 = 0, price }) => BigInt(areaM2x100) * BigInt(price),
  },
  fixed: {
    quantities: () => ({}),
    base: ({ price }) => BigInt(price) * BigInt(100),
  },
}

export const quantitiesOf = <K extends Kind>(formula: FormulaOf<K>, measures: Measures): Quantities | undefined =>
  computations[formula.kind].quantities(formula, measures)

export const baseOf = (line: Quantities & Pick<BillLine, 'formula' | 'price'>): bigint =>
  computations[line.formula.kind].base(line)
