import * as z from 'zod'
import { endpoint, page, pageInput, Version } from '../contract'
import { CommunityId, Id } from '../ids'
import { reasonText } from '../plain-text'
import { BusinessDate, YearMonth } from '../time'
import { Meter, MeterDigits, MeterReading, Multiplier, ReadingValue } from './meter-schema'
import { MeterType } from './registers'

const place = { communityId: CommunityId }
const office = (permission: 'billing:read' | 'billing:run') => ({ kind: 'office', permission }) as const
/** `roomId` is where the meter is kept: its room, or a common meter's own id. */
const one = { ...place, roomId: Id, meterId: Id }
const oneReading = { ...one, readOn: BusinessDate }
const MeterNumber = z.string().trim().min(1, '请填写表号').max(40)
const Name = z.string().trim().max(40)
const Reason = reasonText()
const Building = z.string().trim().min(1).max(20)

/** What became of one typed reading, with the sentence of a refusal. */
export const SavedReading = z.object({
  meterId: Id,
  outcome: z.enum(['saved', 'held', 'refused']),
  meter: Meter.optional(),
  message: z.string().optional(),
})
export type SavedReading = z.infer<typeof SavedReading>

const WithReading = z.object({ meter: Meter, reading: MeterReading })

export const meterApi = {
  /** All, those of one room, or of a building with its common ones (「公共」: common to the whole community). */
  listMeters: endpoint({
    id: 'billing.listMeters',
    method: 'GET',
    path: '/v1/c/:communityId/meters',
    summary: '仪表登记和最近读数，按房号；building 只看一个楼栋',
    access: office('billing:read'),
    input: { ...place, roomId: Id.optional(), building: Building.optional(), ...pageInput },
    output: page(Meter),
  }),
  createMeter: endpoint({
    id: 'billing.createMeter',
    method: 'POST',
    path: '/v1/c/:communityId/meters',
    summary: '登记一块表：房屋的，或楼栋、小区的公共表',
    access: office('billing:run'),
    input: {
      ...place,
      at: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('room'), roomId: Id }),
        z.object({ kind: z.literal('building'), building: Building }),
        z.object({ kind: z.literal('community') }),
      ]),
      type: MeterType,
      number: MeterNumber,
      name: Name.optional(),
      multiplier: Multiplier.optional(),
      digits: MeterDigits.optional(),
      reading: ReadingValue.optional(),
      readOn: BusinessDate.optional(),
    },
    output: Meter,
    idempotent: true,
  }),
  /** Where it began can be corrected until it is first read. */
  updateMeter: endpoint({
    id: 'billing.updateMeter',
    method: 'PUT',
    path: '/v1/c/:communityId/rooms/:roomId/meters/:meterId',
    summary: '修改仪表：表号、倍率、位数、起始读数、停用',
    access: office('billing:run'),
    input: {
      ...one,
      number: z.string().trim().max(40),
      name: Name.optional(),
      multiplier: Multiplier.optional(),
      digits: MeterDigits.optional(),
      reading: ReadingValue.optional(),
      readOn: BusinessDate.optional(),
      endedOn: BusinessDate.optional(),
      version: Version,
    },
    output: Meter,
  }),
  /** The old device's last reading and the new one's first: both count in the next reading. */
  replaceMeter: endpoint({
    id: 'billing.replaceMeter',
    method: 'POST',
    path: '/v1/c/:communityId/rooms/:roomId/meters/:meterId/replace',
    summary: '登记换表：旧表止数、新表起数',
    access: office('billing:run'),
    input: {
      ...one,
      on: BusinessDate,
      final: ReadingValue,
      rolledOver: z.boolean().optional(),
      number: MeterNumber,
      start: ReadingValue,
      multiplier: Multiplier.optional(),
      digits: MeterDigits.optional(),
      version: Version,
    },
    output: Meter,
  }),
  /** Each by itself: what is wrong with one keeps no other back. Asked again, it answers the same. */
  saveReadings: endpoint({
    id: 'billing.saveReadings',
    method: 'POST',
    path: '/v1/c/:communityId/readings',
    summary: '保存抄表读数，逐条回答：已保存、待复核、退回的原因',
    access: office('billing:run'),
    input: {
      ...place,
      readOn: BusinessDate,
      readings: z
        .array(z.object({ roomId: Id, meterId: Id, value: ReadingValue, rolledOver: z.boolean().optional() }))
        .min(1)
        .max(100),
    },
    output: z.object({ results: z.array(SavedReading) }),
  }),
  /** Of one month (by the day of reading), in the order of their rooms. */
  listReadings: endpoint({
    id: 'billing.listReadings',
    method: 'GET',
    path: '/v1/c/:communityId/readings',
    summary: '一个月的抄表记录，按房号',
    access: office('billing:read'),
    input: { ...place, month: YearMonth, ...pageInput },
    output: page(MeterReading),
  }),
  listHeldReadings: endpoint({
    id: 'billing.listHeldReadings',
    method: 'GET',
    path: '/v1/c/:communityId/held-readings',
    summary: '待复核的读数，按房号',
    access: office('billing:read'),
    input: { ...place, ...pageInput },
    output: page(MeterReading),
  }),
  /** Newest first. */
  meterReadings: endpoint({
    id: 'billing.meterReadings',
    method: 'GET',
    path: '/v1/c/:communityId/rooms/:roomId/meters/:meterId/readings',
    summary: '一块表的抄表记录，新的在前',
    access: office('billing:read'),
    input: { ...one, ...pageInput },
    output: page(MeterReading),
  }),
  confirmReading: endpoint({
    id: 'billing.confirmReading',
    method: 'POST',
    path: '/v1/c/:communityId/rooms/:roomId/meters/:meterId/readings/:readOn/confirm',
    summary: '确认待复核的读数，写明原因',
    access: office('billing:run'),
    input: { ...oneReading, reason: Reason },
    output: WithReading,
  }),
  /** Only the last one, and only while no live bill stands on it: the bill is voided first. */
  correctReading: endpoint({
    id: 'billing.correctReading',
    method: 'POST',
    path: '/v1/c/:communityId/rooms/:roomId/meters/:meterId/readings/:readOn/correct',
    summary: '更正最后一次读数，写明原因；已出账的先作废账单',
    access: office('billing:run'),
    input: { ...oneReading, value: ReadingValue, rolledOver: z.boolean().optional(), reason: Reason },
    output: WithReading,
  }),
  withdrawReading: endpoint({
    id: 'billing.withdrawReading',
    method: 'POST',
    path: '/v1/c/:communityId/rooms/:roomId/meters/:meterId/readings/:readOn/withdraw',
    summary: '撤回最后一次读数，写明原因；已出账的先作废账单',
    access: office('billing:run'),
    input: { ...oneReading, reason: Reason },
    output: Meter,
  }),
}
