import * as z from 'zod'
import { CommunityId, Id } from '../ids'
import { Fen, Price } from '../money'
import { BusinessDate } from '../time'
import { AtOnce } from './discounts'
import { BilledTime, Coefficient, Formula, FractionText, LineInputs, ParkingBands, Tiers } from './formula-schema'

/** A day of every year, 'MM-DD'; 02-29 is the last of February. */
export const MonthDay = z
  .string()
  .regex(/^(0[13578]|1[02])-(0[1-9]|[12]\d|3[01])$|^(0[469]|11)-(0[1-9]|[12]\d|30)$|^02-(0[1-9]|[12]\d)$/, '月日不对')
export type MonthDay = z.infer<typeof MonthDay>

/** First and last day, both charged. */
export const Period = z.object({ from: BusinessDate, to: BusinessDate })
export type Period = z.infer<typeof Period>

/** 缴费周期. Quarters, half-years and years follow the calendar; anniversaries follow the object's anchor. */
export const Cycle = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('month') }),
  z.object({ kind: z.literal('quarter') }),
  z.object({ kind: z.literal('half_year') }),
  z.object({ kind: z.literal('year') }),
  z.object({ kind: z.literal('anniversary'), months: z.number().int().min(1).max(60) }),
  z.object({ kind: z.literal('heating_season'), from: MonthDay, to: MonthDay }),
  z.object({ kind: z.literal('once') }),
])
export type Cycle = z.infer<typeof Cycle>

/** Prepaid is billed when its period begins, postpaid when it ends. */
export const Timing = z.enum(['prepaid', 'postpaid'])
export type Timing = z.infer<typeof Timing>

/** Half-up is away from zero, once per line, from the exact value. */
export const Rounding = z.object({ mode: z.literal('half_up'), unit: z.enum(['fen', 'jiao', 'yuan']) })
export type Rounding = z.infer<typeof Rounding>

/** 自营收入, 代收代付 (物业管理条例 44), 公共收益 (民法典 282), 押金. */
export const Nature = z.enum(['own_revenue', 'collected_for_others', 'common_income', 'deposit'])
export type Nature = z.infer<typeof Nature>

/** 违约金 by contract; off (null) until its clause is recorded. The cap defaults to the principal. */
export const LateFeeTerms = z.object({
  clause: z.string().trim().min(1, '请填写合同条款').max(500),
  /** Per day, in 1/1,000,000 of the principal: 0.05 % is 500. */
  dailyRatePpm: z.number().int().min(1).max(1_000_000),
  graceDays: z.number().int().min(0).max(365),
  capPct: z.number().int().min(1).max(1_000).optional(),
  /** 代收代付 bears a late fee only where the contract says so. */
  coversCollected: z.boolean().optional(),
})
export type LateFeeTerms = z.infer<typeof LateFeeTerms>

/** Bills of one purchase: they are one transaction, and one order. */
export const mostPrepaid = 36

/**
 * 收费项目. `dueDays` counts from the day of issue; of a prepaid item from the first day of its period, where that comes
 * later.
 */
export const FeeItem = z.object({
  feeItemId: Id,
  communityId: CommunityId,
  name: z.string().trim().min(1, '请填写名称').max(40),
  formula: Formula,
  cycle: Cycle,
  timing: Timing,
  rounding: Rounding,
  nature: Nature,
  /** 税率 in 1/100 %; 6 % is 600. */
  taxRateBp: z.number().int().min(0).max(10_000).optional(),
  /** 税收分类编码 */
  taxCode: z
    .string()
    .regex(/^\d{19}$/, '税收分类编码要 19 位数字')
    .optional(),
  invoiceable: z.boolean(),
  /** What of a household is charged; absent: the room, or what its formula names itself. */
  charges: z.enum(['space', 'vehicle']).optional(),
  /** Charged only where the terms of a room, space or vehicle say so; absent: every one. */
  scope: z.literal('assigned').optional(),
  collectingEntityId: Id,
  dueDays: z.number().int().min(0).max(366),
  lateFee: LateFeeTerms.nullable(),
  /** 按时缴优惠 in 1/100 %, at most half; own revenue alone: 代收代付 is passed on as it is. */
  onTimeBp: z.number().int().min(1, '优惠要在 0.01% 到 50% 之间').max(5_000, '优惠要在 0.01% 到 50% 之间').optional(),
  /** 预缴: up to how many months after this one; absent: not offered. By item, because it is the item's price that must last. */
  prepayMonths: z.number().int().min(1).max(mostPrepaid, `最多预缴 ${mostPrepaid} 个月`).optional(),
  /** What buying months together takes off. */
  atOnce: AtOnce.optional(),
  active: z.boolean(),
})
export type FeeItem = z.infer<typeof FeeItem>

/** 收费依据 */
export const Ground = z.object({
  kind: z.enum(['contract', 'vote', 'filing']),
  text: z.string().trim().min(1, '请填写收费依据').max(500),
})

/**
 * 收费标准: holds from its first day to its last, or to the day before the next one. Price and surcharge are per month,
 * per season for a heating season, per time for once; a meter's price is per unit of use and that of its first tier.
 */
export const Tariff = z.object({
  tariffId: Id,
  feeItemId: Id,
  from: BusinessDate,
  to: BusinessDate.optional(),
  price: Price,
  surchargeFen: Fen.min(0).optional(),
  tiers: Tiers.optional(),
  /** Of a stay in the car park; the price is not used then. */
  bands: ParkingBands.optional(),
  ground: Ground,
})
export type Tariff = z.infer<typeof Tariff>

/** One tariff segment of a bill with all that it was computed from: anyone can recompute it years later. */
export const BillLine = z.object({
  from: BusinessDate,
  to: BusinessDate,
  /** None where no tariff sets the price: a share of a cost, a contract. */
  tariffId: Id.optional(),
  formula: Formula,
  /** The area charged, in 1/100 m²; none for a fixed amount. */
  areaM2x100: z.number().int().min(0).optional(),
  price: Price,
  surchargeFen: Fen.min(0),
  coefficient: Coefficient,
  /** What an approved vacancy leaves to pay, in %; 100 without one. */
  payablePct: z.number().int().min(0).max(100),
  /** In months (seasons, times); of a reading, a share or a stay in parts of the whole. */
  time: BilledTime,
  inputs: LineInputs.optional(),
  /** Takes back a line of the bill that it adjusts: the exact negative. */
  reversed: z.literal(true).optional(),
  /** The unrounded value in fen, a reduced fraction 'n/d'. */
  exactFen: FractionText,
  rounding: Rounding,
  amountFen: Fen,
  /** A change of payer: the billed time of every payer of the rounded line, and whose this is. */
  split: z.object({ times: z.array(BilledTime).min(2), index: z.number().int().min(0) }).optional(),
})
export type BillLine = z.infer<typeof BillLine>

export const FeeItemWithTariffs = FeeItem.extend({ tariffs: z.array(Tariff), version: z.number().int() })
export type FeeItemWithTariffs = z.infer<typeof FeeItemWithTariffs>

/** One room's answer to an expression: an amount and how it came about, or why there is none. */
export const ExpressionPreview = z.object({
  roomCode: z.string(),
  amountFen: Fen.optional(),
  words: z.string().optional(),
  problem: z.string().optional(),
})
export type ExpressionPreview = z.infer<typeof ExpressionPreview>
