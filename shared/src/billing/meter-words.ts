import { formatScaled } from '../money'
import { formatFullDate } from '../time'
import type { HeldReason, Meter, ReadingState } from './meter-schema'
import type { ReadingRefusal } from './next-reading'

export const heldNames: Record<HeldReason, string> = {
  high: '比平时多三倍以上',
  zero: '以前有用量，这次是零',
  unsent: '离岗员工的手机后来交来的',
}
export const readingStateNames: Record<ReadingState, string> = { confirmed: '已确认', held: '待复核' }

/** A reading as it is written: 1234.5. */
export const readingText = (value: number): string => formatScaled(value, 1_000, 0)

/** A usage, from 1/10,000,000 of the unit. */
export function usageText(usage: number): string {
  const digits = String(Math.abs(usage)).padStart(8, '0')
  const fraction = digits.slice(-7).replace(/0+$/, '')
  return `${usage < 0 ? '-' : ''}${digits.slice(0, -7)}${fraction && `.${fraction}`}`
}

/** Why a reading is not taken, and what the clerk can do. */
export function readingSentence(
  reason: ReadingRefusal,
  meter: Pick<Meter, 'base' | 'reading' | 'readOn' | 'digits' | 'endedOn' | 'last' | 'devices'>,
): string {
  const last = readingText(meter.base?.value ?? meter.reading ?? 0)
  const lastOn = meter.base?.readOn ?? meter.readOn
  const sentences: Record<ReadingRefusal, string> = {
    ended: `这块表${meter.endedOn ? formatFullDate(meter.endedOn) : ''}已经停用，请核对日期`,
    still_held: `${meter.last ? formatFullDate(meter.last.readOn) : '上次'}的读数还在待复核，请先确认或更正`,
    no_start_date: `起始读数 ${last} 没有日期，请先在仪表里补上`,
    not_later: `${lastOn ? formatFullDate(lastOn) : '上次'}已经抄过，请填它之后的日期；要改请用「更正」`,
    before_replacement: `${meter.devices ? formatFullDate(meter.devices.at(-1)?.on ?? '') : ''}已经换表，请填这天以后的日期`,
    goes_back: `比上次的 ${last} 小：抄错了请改；表走满归零请勾「满度归零」，换了表请先登记换表`,
    too_many_digits: `这块表只有 ${meter.digits ?? 0} 位整数，请核对读数`,
    no_digits: '没有登记位数，算不了满度归零，请先在仪表里补上',
    not_over: `没有比上次的 ${last} 小，不用勾「满度归零」`,
    too_large: '用量太大，请核对读数和倍率',
    many_devices: '上次抄表以后换表太多次，请先抄一次表',
  }
  return sentences[reason]
}

/** What else a write on meters and readings is refused with. */
export const meterProblems = {
  future: '抄表日期不能晚于今天',
  notLast: '这之后还抄过表，请从最后一次开始改',
  replacedSince: '这之后登记过换表，不能再改这次读数',
  billed: '这次读数已经出账，请先作废账单，再更正读数',
  notHeld: '这次读数已经确认过了',
  sameNumber: '这间房已经有这块表',
  room: '没有这间房屋，请重新选择',
  building: '没有这个楼栋，请重新选择',
  place: '请选择房屋，或者选公共表',
  startDate: '填了起始读数，请同时填日期',
  started: '已经抄过表，起始读数不能再改；要改读数请用「更正」',
  alreadyReplaced: '已经换成这块表了',
  /** Somebody else was faster: which day, what they read, who. */
  readMeanwhile: (day: string, value: number, by: string) =>
    `${formatFullDate(day)}已由${by}抄过，读数 ${readingText(value)}`,
}
