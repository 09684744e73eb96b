import * as z from 'zod'
import { Fen } from '../money'

const amount = Fen.min(0, '金额不能小于 0').max(100_000_000, '金额太大，请核对')

/** 成本: what an order costs whoever bears it, beside what is charged. For the office alone. */
export const Costs = z.object({
  labourFen: amount,
  materialFen: amount,
  outsideFen: amount,
  note: z.string().trim().max(100, '最多写 100 字').optional(),
})
export type Costs = z.infer<typeof Costs>

export const costOf = ({ labourFen, materialFen, outsideFen }: Costs): number => labourFen + materialFen + outsideFen

type Priced = { name: string; unit: string; costFen?: number | undefined }

/** What was used, each with what it costs by the price list as it stands now; a name that is not on it has no cost. */
export function withCosts<M extends { name: string; unit: string }>(
  materials: readonly M[],
  catalogue: readonly Priced[],
): (M & { costFen?: number })[] {
  return materials.map(material => {
    const item = catalogue.find(({ name, unit }) => name === material.name && unit === material.unit)
    return item?.costFen === undefined ? material : { ...material, costFen: item.costFen }
  })
}

/** What the materials of an order cost, as they were priced when they were written down. */
export const materialCost = (materials: readonly { quantity: number; costFen?: number | undefined }[]): number =>
  materials.reduce((sum, { quantity, costFen = 0 }) => sum + quantity * costFen, 0)
