import { type BusinessDate, daysBetween } from '../time'
import type { MeterSpan } from './formula-schema'
import type { HeldReason, Meter, MeterReading } from './meter-schema'
import { usageOf } from './rule-meter'

/** Why a reading is not taken. */
export type ReadingRefusal =
  | 'ended'
  | 'still_held'
  | 'no_start_date'
  | 'not_later'
  | 'before_replacement'
  | 'goes_back'
  | 'too_many_digits'
  | 'no_digits'
  | 'not_over'
  | 'too_large'
  | 'many_devices'

export type ReadingTyped = { value: number; readOn: BusinessDate; rolledOver?: boolean | undefined }
type Known = Pick<
  Meter,
  | 'multiplier'
  | 'digits'
  | 'reading'
  | 'readOn'
  | 'base'
  | 'last'
  | 'recent'
  | 'year'
  | 'pending'
  | 'endedOn'
  | 'devices'
>
/** What a meter keeps of its readings. */
export type MeterState = Pick<Meter, 'base' | 'last' | 'recent' | 'year' | 'pending'>
type Measured = Pick<
  MeterReading,
  'value' | 'readOn' | 'state' | 'held' | 'previousOn' | 'spans' | 'usage' | 'usedBefore'
>

/** From where the next usage counts; undefined while nothing was read and no beginning is known. */
export const baseOf = ({ base, reading, readOn }: Pick<Meter, 'base' | 'reading' | 'readOn'>): Meter['base'] =>
  base ?? (reading === undefined ? undefined : { value: reading, ...(readOn && { readOn }) })

/**
 * The next reading of a meter, and what the meter keeps of it. The first one is a baseline without usage. One that goes
 * back is refused unless 满度归零 is declared; one that is unlike the meter's last three is held for a person.
 */
export function nextReading(
  meter: Known,
  typed: ReadingTyped,
): { ok: true; reading: Measured; state: MeterState } | { ok: false; reason: ReadingRefusal } {
  const { readOn, value } = typed
  const base = baseOf(meter)
  if (meter.endedOn && readOn > meter.endedOn) return { ok: false, reason: 'ended' }
  if (meter.last?.state === 'held') return { ok: false, reason: 'still_held' }
  if (meter.digits !== undefined && value >= fullCircle(meter.digits)) return { ok: false, reason: 'too_many_digits' }
  if (!base) {
    if (typed.rolledOver) return { ok: false, reason: 'not_over' }
    const reading: Measured = { value, readOn, state: 'confirmed', spans: [], usedBefore: 0 }
    return { ok: true, reading, state: stateAfter(meter, reading) }
  }
  if (base.readOn === undefined) return { ok: false, reason: 'no_start_date' }
  if (readOn <= base.readOn) return { ok: false, reason: 'not_later' }
  const replacedOn = meter.devices?.at(-1)?.on
  if (replacedOn !== undefined && readOn < replacedOn) return { ok: false, reason: 'before_replacement' }
  const refused = stepRefusal(base.value, meter.digits, typed)
  if (refused) return { ok: false, reason: refused }
  const span = spanOf(base.value, meter, typed)
  const usedBefore = meter.year?.year === readOn.slice(0, 4) ? meter.year.usage : 0
  const measured = measure({ spans: [...(meter.pending ?? []), span], previousOn: base.readOn, usedBefore, readOn })
  if (!measured) return { ok: false, reason: 'too_large' }
  const held = oddity(measured.usage, daysBetween(base.readOn, readOn), meter.recent ?? [])
  const reading: Measured = { ...measured, value, state: held ? 'held' : 'confirmed', ...(held && { held }) }
  return { ok: true, reading, state: stateAfter(meter, reading) }
}

/** The same reading with another value: what a person who looked says it was. It is held no more. */
export function correctedReading(
  reading: MeterReading,
  digits: number | undefined,
  { value, rolledOver }: Pick<ReadingTyped, 'value' | 'rolledOver'>,
): { ok: true; reading: Measured } | { ok: false; reason: ReadingRefusal } {
  const { readOn, previousOn, usedBefore, spans } = reading
  if (digits !== undefined && value >= fullCircle(digits)) return { ok: false, reason: 'too_many_digits' }
  const last = spans.at(-1)
  if (!last || !previousOn) {
    if (rolledOver) return { ok: false, reason: 'not_over' }
    return { ok: true, reading: { value, readOn, state: 'confirmed', spans: [], usedBefore } }
  }
  const refused = stepRefusal(last.last, digits, { value, rolledOver })
  if (refused) return { ok: false, reason: refused }
  const span = spanOf(last.last, { digits, multiplier: last.multiplier }, { value, rolledOver })
  const measured = measure({ spans: [...spans.slice(0, -1), span], previousOn, usedBefore, readOn })
  if (!measured) return { ok: false, reason: 'too_large' }
  return { ok: true, reading: { ...measured, value, state: 'confirmed' } }
}

/** What a meter keeps once its device is replaced: the old one's usage waits for the next reading. */
export function replacedDevice(
  meter: Known,
  {
    on,
    final,
    start,
    rolledOver,
  }: { on: BusinessDate; final: number; start: number; rolledOver?: boolean | undefined },
): { ok: true; state: Pick<MeterState, 'base' | 'pending'> } | { ok: false; reason: ReadingRefusal } {
  const base = baseOf(meter)
  if (meter.endedOn) return { ok: false, reason: 'ended' }
  if (meter.last?.state === 'held') return { ok: false, reason: 'still_held' }
  if ((meter.pending ?? []).length >= mostReplaced) return { ok: false, reason: 'many_devices' }
  if (meter.digits !== undefined && final >= fullCircle(meter.digits)) return { ok: false, reason: 'too_many_digits' }
  // Never read before: the new device begins where nothing was counted yet.
  if (!base) return { ok: true, state: { base: { value: start, readOn: on }, pending: [] } }
  if (base.readOn === undefined) return { ok: false, reason: 'no_start_date' }
  if (on < base.readOn) return { ok: false, reason: 'not_later' }
  const refused = stepRefusal(base.value, meter.digits, { value: final, rolledOver })
  if (refused) return { ok: false, reason: refused }
  const pending = [...(meter.pending ?? []), spanOf(base.value, meter, { value: final, rolledOver })]
  return { ok: true, state: { base: { value: start, readOn: base.readOn }, pending } }
}
/** A reading holds the spans of five devices. */
const mostReplaced = 4

/** What a meter keeps after its newest readings, of which up to four are asked, the newest first. */
export function stateFrom(meter: Pick<Known, 'reading' | 'readOn'>, newest: readonly Measured[]): MeterState {
  const known: Known = { reading: meter.reading, readOn: meter.readOn }
  return newest.slice(0, 4).reduceRight<MeterState>((state, reading) => stateAfter({ ...known, ...state }, reading), {})
}

function stateAfter(meter: Known, reading: Measured): MeterState {
  const { value, readOn, state, usage, previousOn, usedBefore, spans } = reading
  const from = meter.last?.value ?? spans[0]?.last
  const last = {
    value,
    readOn,
    state,
    ...(usage !== undefined && { usage }),
    ...(previousOn && from !== undefined && { before: { value: from, readOn: previousOn } }),
  }
  const used = usage !== undefined && previousOn ? [{ usage, days: daysBetween(previousOn, readOn) }] : []
  return {
    base: { value, readOn },
    last,
    recent: [...(meter.recent ?? []), ...used].slice(-3),
    year: { year: readOn.slice(0, 4), usage: usedBefore + (usage ?? 0) },
    pending: [],
  }
}

/** Whether the device can have come from `last` to this value as it is said. */
function stepRefusal(
  last: number,
  digits: number | undefined,
  { value, rolledOver }: Pick<ReadingTyped, 'value' | 'rolledOver'>,
): ReadingRefusal | undefined {
  if (!rolledOver) return value < last ? 'goes_back' : undefined
  if (digits === undefined) return 'no_digits'
  return value >= last ? 'not_over' : undefined
}

const spanOf = (
  last: number,
  { multiplier = 10_000, digits }: Pick<Meter, 'multiplier' | 'digits'>,
  { value, rolledOver }: Pick<ReadingTyped, 'value' | 'rolledOver'>,
): MeterSpan => ({
  last,
  now: value,
  multiplier,
  ...(digits !== undefined && { digits }),
  ...(rolledOver && { rollsOver: true }),
})

function measure(reading: { spans: MeterSpan[]; previousOn: BusinessDate; usedBefore: number; readOn: BusinessDate }) {
  const usage = Number(usageOf(reading.spans))
  return Number.isSafeInteger(reading.usedBefore + usage) ? { ...reading, usage } : undefined
}

/** Where a meter of so many digits begins at 0 again, in 1/1,000. */
const fullCircle = (digits: number): number => Number(`1${'0'.repeat(digits)}`) * 1_000

/**
 * More than 3 times the mean of the last three, by the day, because periods are not of one length; or nothing where there
 * was usage before. A meter without usage so far is compared with nothing.
 */
function oddity(
  usage: number,
  days: number,
  recent: readonly { usage: number; days: number }[],
): HeldReason | undefined {
  const before = recent.reduce((sum, each) => sum + BigInt(each.usage), BigInt(0))
  const daysBefore = recent.reduce((sum, each) => sum + each.days, 0)
  if (before <= BigInt(0)) return undefined
  if (usage === 0) return 'zero'
  return BigInt(usage) * BigInt(daysBefore) > BigInt(3) * before * BigInt(days) ? 'high' : undefined
}
