import type { Period } from '@linli/shared/billing/fee-schema'
import type { Formula } from '@linli/shared/billing/formula-schema'
import { type MeterType, meterTypeNames } from '@linli/shared/billing/registers'
import { readingDays } from '@linli/shared/billing/rule-meter'
import { addMonths, monthOf, monthStart, monthsBetween } from '@linli/shared/time'
import type { ChargedRoom } from '../communities/charged-room'
import type { Context } from '../context'
import type { GivenCharge } from './given-charges'
import { type ChargedReading, listChargedReadings } from './reading-store'
import { problems } from './words'

/** Readings of a window by their room. */
export type ReadingsByRoom = Map<string, ChargedReading[]>

const perPage = 500

/** The readings taken in a window, of the kinds of meters that are charged. Which there are is eventually consistent. */
export async function readingsIn(
  ctx: Context,
  communityId: string,
  items: { formula: Formula }[],
  { from, to }: Period,
): Promise<ReadingsByRoom> {
  const types = new Set(items.flatMap(({ formula }) => (formula.kind === 'meter' ? [formula.meter] : [])))
  const found: ReadingsByRoom = new Map()
  if (types.size === 0) return found
  const add = (reading: ChargedReading) => {
    if (reading.readOn < from || reading.readOn > to || !types.has(reading.type)) return
    const own = found.get(reading.roomId)
    if (own) own.push(reading)
    else found.set(reading.roomId, [reading])
  }
  for (let i = 0; i <= monthsBetween(from, to); i++) {
    const month = monthOf(addMonths(monthStart(from), i))
    let cursor: string | undefined
    do {
      const page = await listChargedReadings(ctx, { communityId, month, limit: perPage, cursor })
      page.items.forEach(add)
      cursor = page.cursor
    } while (cursor !== undefined)
  }
  return found
}

/** What a room's meters of one kind are charged: those read in the window. */
export const meterCharges =
  (readings: ReadingsByRoom, type: MeterType) =>
  (room: ChargedRoom, window: Period): GivenCharge[] =>
    chargesOf(
      (readings.get(room.roomId) ?? []).filter(
        reading => reading.type === type && window.from <= reading.readOn && reading.readOn <= window.to,
      ),
    )

/** A charge of each reading; the first one of a meter is where it began and costs nothing. One that is held fails. */
export const chargesOf = (readings: readonly ChargedReading[]): GivenCharge[] =>
  readings.flatMap((reading): GivenCharge[] => {
    const { readingId, meterId, type, number, readOn, previousOn, spans, usedBefore, state } = reading
    if (previousOn === undefined || spans.length === 0) return []
    const name = `${meterTypeNames[type]} ${number}`.trim()
    const period = readingDays(previousOn, readOn)
    const charged = { type: 'meter', id: meterId, name } as const
    if (state === 'held') return [{ period, charged, problem: problems.heldReading(name, readOn) }]
    return [{ period, charged, details: { reading: { readingId, ...period, spans, usedBefore } } }]
  })
