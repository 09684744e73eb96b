import type { Cycle, Timing } from '../billing/fee-schema'
import { type CellReading, formulaProblem, plainText } from './cell-text'
import type { RecordOf } from './record'
import type { ImportProblemCode } from './schema'

type MeterType = RecordOf<'meter'>['type']

/** A reader of words: the first pattern that fits says the value; blank says none. */
function choice<T>(patterns: readonly [RegExp, T][], otherwise: ImportProblemCode): (raw: string) => CellReading<T> {
  return raw => {
    const problem = formulaProblem(raw)
    if (problem) return { error: problem }
    const text = plainText(raw).replace(/\s+/g, '')
    if (/^(?:-|\/|无)?$/.test(text)) return {}
    const found = patterns.find(([pattern]) => pattern.test(text))
    return found ? { value: found[1] } : { error: otherwise }
  }
}

export const readTenure = choice<'owned' | 'rented'>(
  [
    [/^(?:已?出售|已售|购买|自有|产权|产权车位|售|买断|私家车位|S|H)$/, 'owned'],
    [/^(?:已?出租|租赁|租用|月租|临租|年租|已租|租|R)$/, 'rented'],
  ],
  'tenure_unknown',
)
/** Words that only say that nobody has the space. */
export const isFreeSpace = (raw: string): boolean =>
  /^(?:空闲|空置|闲置|未售|未租|未出租|待租|待售|F)$/.test(plainText(raw))

export const readMeterType = choice<MeterType>(
  [
    [/热水/, 'hot_water'],
    [/水/, 'cold_water'],
    [/电/, 'power'],
    [/热|暖/, 'heat'],
    [/气/, 'gas'],
    [/^(?:其他|其它)$/, 'other'],
  ],
  'meter_type_unknown',
)

/** 1001 is the open system's 面积×单价+附加费, 2002 its 固定费用. */
export const readFormula = choice<'area' | 'fixed'>(
  [
    [
      /^(?:1001|(?:建筑|收费|套内|计费)?面积[*×xX]?单价(?:[+]附加费)?|按(?:建筑|收费)?面积(?:计费|收费)?|面积)$/,
      'area',
    ],
    [/^(?:2002|固定费用|固定金额|固定|定额|按户|每户)$/, 'fixed'],
  ],
  'formula_unknown',
)

export const readTiming = choice<Timing>(
  [
    [/^(?:1200|预付费?|预缴费?|先付|先交后用|预收)$/, 'prepaid'],
    [/^(?:2100|后付费?|后缴|后收|先用后交)$/, 'postpaid'],
  ],
  'timing_unknown',
)

const cycleWords: readonly [RegExp, Cycle][] = [
  [/^(?:一次性?|单次|一次性费用)$/, { kind: 'once' }],
  [/^(?:1|1个月|一个月|月|按月|每月|月付|月缴|月度|元\/月)$/, { kind: 'month' }],
  [/^(?:3|3个月|三个月|季|季度|按季|每季|每季度|按季度|季付|季缴)$/, { kind: 'quarter' }],
  [/^(?:6|6个月|六个月|半年|按半年|每半年|半年付|半年缴)$/, { kind: 'half_year' }],
  [/^(?:12|12个月|十二个月|年|1年|一年|按年|每年|年付|年缴|年度)$/, { kind: 'year' }],
]
const cycleOfWords = choice(cycleWords, 'cycle_unknown')

/** 缴费周期 in words or months; months that fill no part of a year (2, 4, 24) follow the room's own start. */
export function readCycle(raw: string): CellReading<Cycle> {
  const reading = cycleOfWords(raw)
  const months = /^(\d{1,2})(?:个月)?$/.exec(plainText(raw).replace(/\.0+$/, ''))?.[1]
  if (!('error' in reading) || months === undefined) return reading
  const count = Number(months)
  return count >= 1 && count <= 60 ? { value: { kind: 'anniversary', months: count } } : reading
}
