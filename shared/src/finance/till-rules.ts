import { type Fen, sumFen } from '../money'
import { DeskChannel } from '../payments/schema'
import { type Counted, denominations, type TillDay, TillMove } from './till-schema'

type Sums = Pick<TillDay, 'sums'>
type Slips = Pick<TillDay, 'sums' | 'counts'>

/** What one kind of movement came to in a channel; what goes out is negative. */
export const movedOf = ({ sums }: Sums, channel: DeskChannel, move: TillMove): Fen => sums[`${channel}#${move}`] ?? 0

/** What the till should hold of a channel: all that came in less all that went out. */
export const expectedOf = (day: Sums, channel: DeskChannel): Fen =>
  sumFen(TillMove.options.map(move => movedOf(day, channel, move)))

/** What notes and coins come to. */
export const piecesFen = (pieces: Record<string, number>): Fen =>
  sumFen(denominations.map(fen => fen * (pieces[String(fen)] ?? 0)))

/** 长短款: above 0 there is more cash than the day explains, below 0 less. */
export const cashDifference = (day: Sums, counted: Pick<Counted, 'cashFen' | 'floatFen'>): Fen =>
  counted.cashFen - counted.floatFen - expectedOf(day, 'cash')

/** Channels whose slips are not what was taken: another number of them, or another sum. */
export const slipDifferences = (day: Slips, { slips }: Pick<Counted, 'slips'>): DeskChannel[] =>
  DeskChannel.options.filter(channel => {
    if (channel === 'cash') return false
    const { count = 0, amountFen = 0 } = slips[channel] ?? {}
    return count !== (day.counts[channel] ?? 0) || amountFen !== expectedOf(day, channel)
  })

/** Whether somebody has to say why: cash or slips are not what they should be. */
export const needsNote = (day: Slips, counted: Pick<Counted, 'cashFen' | 'floatFen' | 'slips'>): boolean =>
  cashDifference(day, counted) !== 0 || slipDifferences(day, counted).length > 0
