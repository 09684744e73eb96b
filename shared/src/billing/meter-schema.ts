import * as z from 'zod'

import { CommunityId, Id } from '../ids'
import { Position } from '../position'
import { BusinessDate, Instant } from '../time'
import { MeterSpan, Usage } from './formula-schema'
import { MeterType } from './registers'

/** What a meter shows, in 1/1,000. */
export const ReadingValue = z.number().int().min(0, '读数不能是负数').max(999_999_999_999)
/** 倍率 in 1/10,000; up to 10,000 times. */
export const Multiplier = z.number().int().min(1).max(100_000_000)
/** Digits before the decimal point. */
export const MeterDigits = z.number().int().min(1).max(9)
/** Why a reading waits for a person: more than 3 times the usual a day, nothing after usage, or of who works here no more. */
export const HeldReason = z.enum(['high', 'zero', 'unsent'])
export type HeldReason = z.infer<typeof HeldReason>
export const ReadingState = z.enum(['confirmed', 'held'])
export type ReadingState = z.infer<typeof ReadingState>

/** A picture of what the meter showed, with the phone's time and, where it was allowed, place. */
export const ReadingPhoto = z.object({
  fileId: Id,
  at: Instant,
  spot: z.string().max(60).optional(),
  where: Position.optional(),
})

const Decision = z.object({ reason: z.string(), by: z.string(), at: Instant })

/** 抄表记录: one of a meter and day, and one line of a bill of each fee item that charges the meter. */
export const MeterReading = z.object({
  readingId: Id,
  meterId: Id,
  communityId: CommunityId,
  roomId: Id,
  roomCode: z.string(),
  type: MeterType,
  number: z.string(),
  readOn: BusinessDate,
  value: ReadingValue,
  state: ReadingState,
  held: HeldReason.optional(),
  /** The day of the reading before; the usage is of the days after it. A baseline has none, and no usage. */
  previousOn: BusinessDate.optional(),
  /** One for each device since then, a replaced one first. */
  spans: z.array(MeterSpan).max(5),
  usage: Usage.optional(),
  /** Usage of the same calendar year before this reading: year tiers go on from it. */
  usedBefore: Usage,
  enteredBy: z.string(),
  enteredAt: Instant,
  photo: ReadingPhoto.optional(),
  /** A person looked at it and let it stand. */
  confirmed: Decision.optional(),
  corrections: z.array(Decision.extend({ from: ReadingValue, to: ReadingValue })).optional(),
})
export type MeterReading = z.infer<typeof MeterReading>

/** A device that was taken down. */
const Device = z.object({
  number: z.string(),
  multiplier: Multiplier,
  final: ReadingValue,
  on: BusinessDate,
})

/**
 * 仪表 of a room, or a common one (公摊表), which is its own place. `reading` and `readOn` are where it began: the
 * baseline of the first charge, never billed from zero.
 */
export const Meter = z.object({
  meterId: Id,
  communityId: CommunityId,
  roomId: Id,
  roomCode: z.string(),
  /** A common meter, of one building or (without) of all. */
  common: z.object({ building: z.string().optional() }).optional(),
  type: MeterType,
  number: z.string(),
  name: z.string().optional(),
  multiplier: Multiplier.optional(),
  digits: z.number().int().optional(),
  reading: z.number().int().optional(),
  readOn: BusinessDate.optional(),
  /** From where the next usage counts: the last reading, or where a new device began. */
  base: z.object({ value: ReadingValue, readOn: BusinessDate.optional() }).optional(),
  last: z
    .object({
      value: ReadingValue,
      readOn: BusinessDate,
      state: ReadingState,
      usage: Usage.optional(),
      before: z.object({ value: ReadingValue, readOn: BusinessDate }).optional(),
    })
    .optional(),
  /** The last three usages with their days, the newest last. */
  recent: z
    .array(z.object({ usage: Usage, days: z.number().int().min(1) }))
    .max(3)
    .optional(),
  /** The calendar year of the last reading, and its usage so far. */
  year: z.object({ year: z.string(), usage: Usage }).optional(),
  /** Devices that were replaced since the last reading. */
  pending: z.array(MeterSpan).max(4).optional(),
  devices: z.array(Device).optional(),
  /** Taken down for good. */
  endedOn: BusinessDate.optional(),
  version: z.number().int(),
})
export type Meter = z.infer<typeof Meter>
