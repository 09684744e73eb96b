import { meterApi } from '@linli/shared/billing/meter-api'
import type { MeterReading } from '@linli/shared/billing/meter-schema'
import { heldNames, readingStateNames, readingText, usageText } from '@linli/shared/billing/meter-words'
import { meterTypeNames } from '@linli/shared/billing/registers'
import { formatScaled } from '@linli/shared/money'
import { type Column, date, instant, listExport, text } from '../list-export'

const routes = () => import('../../billing/routes')
const reading = (value: number | undefined) => (value === undefined ? undefined : readingText(value))

export const meters = listExport(
  { endpoint: meterApi.listMeters, title: '仪表', filters: { building: '楼栋' }, routes },
  [
    text('房号', meter => meter.roomCode, 14),
    text('类型', meter => meterTypeNames[meter.type], 12),
    text('表号', meter => meter.number, 20),
    text('名称', meter => meter.name),
    text('倍率', meter => formatScaled(meter.multiplier ?? 10_000, 10_000, 0), 12),
    text('位数', meter => (meter.digits === undefined ? undefined : String(meter.digits)), 8),
    text('起始读数', meter => reading(meter.reading), 14),
    date('起始日期', meter => meter.readOn),
    text('最近读数', meter => reading(meter.last?.value), 14),
    date('抄表日期', meter => meter.last?.readOn),
    date('停用日期', meter => meter.endedOn),
  ],
)

const columns: Column<MeterReading>[] = [
  text('房号', each => each.roomCode, 14),
  text('类型', each => meterTypeNames[each.type], 12),
  text('表号', each => each.number, 20),
  date('上次日期', each => each.previousOn),
  text('上次读数', each => reading(each.spans.at(-1)?.last), 14),
  date('抄表日期', each => each.readOn),
  text('读数', each => readingText(each.value), 14),
  text('用量', each => (each.usage === undefined ? undefined : usageText(each.usage)), 14),
  text('状态', each => (each.held && each.state === 'held' ? heldNames[each.held] : readingStateNames[each.state]), 20),
  text('复核说明', each => each.confirmed?.reason ?? each.corrections?.at(-1)?.reason, 24),
  text('抄表人', each => each.enteredBy, 12),
  instant('录入时间', each => each.enteredAt),
]

export const readings = listExport(
  { endpoint: meterApi.listReadings, title: '抄表记录', filters: { month: '月份' }, routes },
  columns,
)
export const heldReadings = listExport({ endpoint: meterApi.listHeldReadings, title: '待复核读数', routes }, columns)
export const meterReadings = listExport(
  { endpoint: meterApi.meterReadings, title: '一块表的抄表记录', routes },
  columns,
)
