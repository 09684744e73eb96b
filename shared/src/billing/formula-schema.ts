import * as z from 'zod'
import { Id } from '../ids'
import { Fen, Price } from '../money'
import { BusinessDate, Instant } from '../time'
import { MeterType } from './registers'

/** A multiplier in 1/10,000; 1 is 10,000. */
export const Coefficient = z.number().int().min(0).max(10_000_000)

export const AreaKind = z.enum(['built', 'inner', 'billable', 'heating'])
export type AreaKind = z.infer<typeof AreaKind>

/** A reading, or an amount of use, in 1/1,000 of the meter's unit. */
export const Reading = z.number().int().min(0).max(9_999_999_999_999)

/** 分摊方式: what a shared cost is split by. */
export const ShareBy = z.enum(['area', 'household', 'usage'])
export type ShareBy = z.infer<typeof ShareBy>

/**
 * How a line is computed: by area, a fixed amount, a meter's use with tiers of the month or of the calendar year, a share
 * of a common cost, a contract's rent, a stay in the car park, or an expression of one's own, in yuan: of one month
 * (season, time), or of the whole period.
 */
export const Formula = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('area'), area: AreaKind, coefficient: Coefficient.optional() }),
  z.object({ kind: z.literal('fixed'), coefficient: Coefficient.optional() }),
  z.object({
    kind: z.literal('meter'),
    meter: MeterType,
    tierBy: z.enum(['month', 'year']).optional(),
    coefficient: Coefficient.optional(),
  }),
  z.object({ kind: z.literal('shared'), by: ShareBy }),
  z.object({ kind: z.literal('contract') }),
  z.object({ kind: z.literal('duration') }),
  z.object({
    kind: z.literal('expression'),
    text: z.string().trim().min(1, '请填写公式').max(500, '公式太长，请写短一些'),
    per: z.enum(['month', 'period']),
    coefficient: Coefficient.optional(),
  }),
])
export type Formula = z.infer<typeof Formula>

/** 阶梯: use above `over` (1/1,000 of the unit, per month or year) costs `price`; the bound itself belongs to the tier below. */
export const Tier = z.object({ over: Reading.min(1), price: Price })
export type Tier = z.infer<typeof Tier>
export const Tiers = z
  .array(Tier)
  .min(1)
  .max(9)
  .refine(tiers => tiers.every((tier, i) => i === 0 || (tiers[i - 1]?.over ?? 0) < tier.over), '阶梯要从低到高填写')

/**
 * 临停收费: nothing up to the free minutes, else from the entrance on: the first band, then a step for each one begun.
 * Caps in fen: of one Beijing day, all visits together, and of one visit.
 */
export const ParkingBands = z.object({
  freeMinutes: z.number().int().min(0).max(1_440),
  firstMinutes: z.number().int().min(1).max(1_440),
  firstFen: Fen.min(0),
  stepMinutes: z.number().int().min(1).max(1_440),
  stepFen: Fen.min(0),
  dayCapFen: Fen.min(0).optional(),
  visitCapFen: Fen.min(0).optional(),
})
export type ParkingBands = z.infer<typeof ParkingBands>

/** What one device counted: readings and digits before the point; `rollsOver` is declared (满度归零). */
export const MeterSpan = z.object({
  last: Reading,
  now: Reading,
  /** 倍率 in 1/10,000. */
  multiplier: z.number().int().min(1).max(100_000_000),
  rollsOver: z.boolean().optional(),
  digits: z.number().int().min(1).max(10).optional(),
})
export type MeterSpan = z.infer<typeof MeterSpan>

/** Use in 1/10,000,000 of the unit: reading × multiplier, exactly. */
export const Usage = z.number().int().min(0)

/** An exact fraction as text, 'n/d' in lowest terms. */
export const FractionText = z.string().regex(/^-?\d+\/[1-9]\d*$/)

/** Time that was billed, exactly: whole months (seasons, times) and days ÷ days of the month (season) of each part. */
export const BilledTime = z.object({
  whole: z.number().int().min(0),
  parts: z.array(z.object({ days: z.number().int().min(1), of: z.number().int().min(1) })),
})
export type BilledTime = z.infer<typeof BilledTime>

/** What a line of these kinds was computed from, beyond price, surcharge, coefficient and time. */
export const LineInputs = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('meter'),
    readingId: Id,
    readOn: BusinessDate,
    /** One device; two or more where the meter was replaced. */
    spans: z.array(MeterSpan).min(1).max(5),
    /** Above the price of the line; none where there are no tiers. */
    tiers: z.array(Tier),
    /** Of the readings before it in the calendar year of its date, for year tiers. */
    usedBefore: Usage,
    /** A price change splits the reading by days: those before this line, its own, and all. */
    days: z.object({
      before: z.number().int().min(0),
      own: z.number().int().min(1),
      of: z.number().int().min(1),
    }),
    /** The months that its days cover: month tiers scale by them. */
    months: BilledTime,
  }),
  z.object({
    kind: z.literal('shared'),
    poolId: Id,
    totalFen: Fen,
    /** This object's weight and that of all, whole numbers as text: they pass 2^53. */
    weight: z.string().regex(/^\d+$/),
    totalWeight: z.string().regex(/^[1-9]\d*$/),
    /** Whether the largest remainder gave it the odd fen. */
    odd: z.boolean(),
  }),
  z.object({
    kind: z.literal('contract'),
    monthlyFen: Fen.min(0),
    /** 递增 in 1/100 % and how often it has been applied. */
    rateBp: z.number().int().min(-10_000).max(100_000).optional(),
    times: z.number().int().min(0).max(100).optional(),
  }),
  z.object({
    kind: z.literal('duration'),
    enteredAt: Instant,
    leftAt: Instant,
    bands: ParkingBands,
    /** What earlier visits of these days cost: it counts in the cap of the day. */
    earlier: z.array(z.object({ date: BusinessDate, amountFen: Fen.min(0) })),
  }),
  z.object({ kind: z.literal('expression'), variables: z.record(z.string(), FractionText) }),
  /** A repair's agreed quote: so many of something at a price each; the line's price is their product. */
  z.object({
    kind: z.literal('work'),
    part: z.enum(['labour', 'material']),
    name: z.string(),
    unit: z.string(),
    quantity: z.number().int().min(1),
    unitFen: Fen.min(0),
  }),
])
export type LineInputs = z.infer<typeof LineInputs>
