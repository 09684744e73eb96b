import { cashDifference, piecesFen, slipDifferences } from '@linli/shared/finance/till-rules'
import { type Counted, denominations, type TillDay } from '@linli/shared/finance/till-schema'
import { parseYuan } from '@linli/shared/money'

export const slipChannels = ['pos', 'transfer', 'cheque'] as const
type Slip = { count?: string; sum?: string }

/** What somebody has typed while counting; the sum of notes stands in for cash that is not typed. */
export type CountValues = {
  cash?: string
  float?: string
  pieces?: Record<string, string | undefined>
  slips?: Partial<Record<(typeof slipChannels)[number], Slip>>
  note?: string
}

export type Count = Pick<Counted, 'cashFen' | 'floatFen' | 'pieces' | 'slips'>

/** Undefined while the cash is not there yet, or no amount. */
export function countOf({ cash, float, pieces = {}, slips = {} }: CountValues): Count | undefined {
  const counted = Object.fromEntries(
    denominations.flatMap(fen => (pieces[fen] ? [[String(fen), Number(pieces[fen])]] : [])),
  )
  const isByPiece = Object.keys(counted).length > 0
  const cashFen = isByPiece ? piecesFen(counted) : parseYuan(cash ?? '')
  const floatFen = float ? parseYuan(float) : 0
  if (cashFen === undefined || floatFen === undefined || Number.isNaN(cashFen)) return undefined
  const typed = slipChannels.flatMap(channel => {
    const { count, sum } = slips[channel] ?? {}
    const amountFen = parseYuan(sum ?? '')
    return count && amountFen !== undefined ? [[channel, { count: Number(count), amountFen }] as const] : []
  })
  return { cashFen, floatFen, slips: Object.fromEntries(typed), ...(isByPiece && { pieces: counted }) }
}

/** What is not as it should be; undefined while nothing was counted. */
export function resultOf(day: TillDay, values: CountValues) {
  const count = countOf(values)
  return count && { count, differenceFen: cashDifference(day, count), slips: slipDifferences(day, count) }
}
