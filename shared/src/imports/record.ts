import * as z from 'zod'
import { Cycle, Period, Timing } from '../billing/fee-schema'
import { OccupancyRole, ShareBp } from '../communities/schema'
import { Fen, PositiveFen, Price } from '../money'
import { PersonName, Phone } from '../people/schema'
import { BusinessDate } from '../time'
import { OwnerIdNumber, RoomCode, RoomRow } from './schema'

/** What a table of a workbook holds. */
export const TableKind = z.enum([
  'buildings',
  'rooms',
  'people',
  'spaces',
  'vehicles',
  'meters',
  'fee_items',
  'balances',
  'history',
])
export type TableKind = z.infer<typeof TableKind>
export const tableKindNames: Record<TableKind, string> = {
  buildings: '楼栋单元',
  rooms: '房屋',
  people: '业主信息',
  spaces: '车位',
  vehicles: '车辆',
  meters: '仪表',
  fee_items: '收费项目',
  balances: '期初余额',
  history: '历史缴费',
}

/** Where a record stands in the file: a person finds it there. `nth` counts rows of equal content, from 0. */
const source = { sheet: z.string(), row: z.number().int().min(1), nth: z.number().int().min(0).optional() }
const Contact = z.object({
  name: PersonName,
  kind: z.enum(['natural', 'organisation']),
  phone: Phone.optional(),
  idNumber: OwnerIdNumber.optional(),
})
const FeeName = z.string().trim().min(1).max(40)
const Note = z.string().max(200)
/** A reading in 1/1,000. */
const Reading = z.number().int().min(0)

const Vehicle = z.object({
  plate: z.string().min(2).max(12),
  brand: Note.optional(),
  type: Note.optional(),
  colour: Note.optional(),
})

export const Resident = Contact.extend({
  role: OccupancyRole,
  /** Of an owner. */
  shareBp: ShareBp.optional(),
  /** Of a tenant, as the sheet says. */
  from: BusinessDate.optional(),
  to: BusinessDate.optional(),
})
export type Resident = z.infer<typeof Resident>

const RoomRecord = RoomRow.extend({ kind: z.literal('room'), ...source })
/** Who lives in a room beside the owners of its own row; owners too where only the system knows the room. */
const ResidentsRecord = z.object({
  kind: z.literal('residents'),
  ...source,
  roomCode: RoomCode,
  people: z.array(Resident).min(1).max(12),
})
const SpaceRecord = z.object({
  kind: z.literal('space'),
  ...source,
  lot: z.string().max(40),
  code: z.string().min(1).max(40),
  type: Note.optional(),
  areaM2x100: z.number().int().min(0).optional(),
  /** 出售 or 出租 */
  tenure: z.enum(['owned', 'rented']).optional(),
  holder: Contact.optional(),
  roomCode: RoomCode.optional(),
  from: BusinessDate.optional(),
  to: BusinessDate.optional(),
  vehicle: Vehicle.optional(),
})
const VehicleRecord = Vehicle.extend({
  kind: z.literal('vehicle'),
  ...source,
  holder: Contact.optional(),
  roomCode: RoomCode.optional(),
  spaceCode: z.string().max(40).optional(),
})
const MeterRecord = z.object({
  kind: z.literal('meter'),
  ...source,
  roomCode: RoomCode,
  type: z.enum(['cold_water', 'hot_water', 'power', 'gas', 'heat', 'other']),
  number: z.string().max(40),
  /** 倍率 in 1/10,000; absent is 1. */
  multiplier: z.number().int().positive().optional(),
  /** Digits before the decimal point, for 满度归零. */
  digits: z.number().int().min(1).max(9).optional(),
  reading: Reading.optional(),
  readOn: BusinessDate.optional(),
})
const FeeItemRecord = z.object({
  kind: z.literal('fee_item'),
  ...source,
  /** 费用编号 of the old system, by which rooms name it. */
  number: z.string().max(40).optional(),
  name: FeeName,
  formula: z.enum(['area', 'fixed']),
  /** Per square metre in 1/10,000 yuan, or the fixed amount in 1/10,000 yuan. */
  price: Price,
  surchargeFen: Fen.min(0).optional(),
  cycle: Cycle,
  timing: Timing,
  from: BusinessDate.optional(),
  to: BusinessDate.optional(),
})
/** A fee item of one room with its dates: a register; the engine charges by it later. */
const AssignmentRecord = z.object({
  kind: z.literal('assignment'),
  ...source,
  roomCode: RoomCode,
  feeItemName: FeeName,
  from: BusinessDate.optional(),
  to: BusinessDate.optional(),
})
/** 已缴至: billing begins the day after. */
const PaidThroughRecord = z.object({
  kind: z.literal('paid_through'),
  ...source,
  roomCode: RoomCode,
  feeItemName: FeeName,
  paidThrough: BusinessDate,
})
/** 期初欠费 of one payer, item and period. Without a payer the sheet means the owners of the period's last day. */
const ArrearsRecord = z.object({
  kind: z.literal('arrears'),
  ...source,
  roomCode: RoomCode,
  feeItemName: FeeName,
  period: Period,
  amountFen: PositiveFen,
  payerName: PersonName.optional(),
})
/** 期初预存 */
const PrepaymentRecord = z.object({
  kind: z.literal('prepayment'),
  ...source,
  roomCode: RoomCode,
  feeItemName: FeeName.optional(),
  amountFen: PositiveFen,
  payerName: PersonName.optional(),
})
/** 押金 that the office holds: 装修押金, 水卡押金. */
const DepositRecord = z.object({
  kind: z.literal('deposit'),
  ...source,
  roomCode: RoomCode,
  name: FeeName,
  amountFen: PositiveFen,
  payerName: PersonName.optional(),
  paidOn: BusinessDate.optional(),
  receiptNumber: z.string().max(40).optional(),
})
/** A payment of past years: searchable, in no total. Negative amounts are reversals. */
const HistoryRecord = z.object({
  kind: z.literal('history'),
  ...source,
  roomCode: RoomCode,
  feeItemName: FeeName,
  period: Period.optional(),
  paidOn: BusinessDate.optional(),
  dueFen: Fen.optional(),
  paidFen: Fen,
  payerName: PersonName.optional(),
  cashier: z.string().max(40).optional(),
  number: z.string().max(60).optional(),
  note: Note.optional(),
})

/** One thing that an import writes. What a sheet's row says may be several: a room, its assignments, its arrears. */
export const ImportRecord = z.discriminatedUnion('kind', [
  FeeItemRecord,
  RoomRecord,
  ResidentsRecord,
  AssignmentRecord,
  SpaceRecord,
  VehicleRecord,
  MeterRecord,
  PaidThroughRecord,
  ArrearsRecord,
  PrepaymentRecord,
  DepositRecord,
  HistoryRecord,
])
export type ImportRecord = z.infer<typeof ImportRecord>

/** In the order in which records are written: what others refer to comes first. */
export const RecordKind = z.enum([
  'fee_item',
  'room',
  'residents',
  'assignment',
  'space',
  'vehicle',
  'meter',
  'paid_through',
  'arrears',
  'prepayment',
  'deposit',
  'history',
])
export type RecordKind = ImportRecord['kind']
export type RecordOf<K extends RecordKind> = Extract<ImportRecord, { kind: K }>

export const recordOrder: readonly RecordKind[] = RecordKind.options

export const recordKindNames: Record<RecordKind, string> = {
  fee_item: '收费项目',
  room: '房屋',
  residents: '住户',
  assignment: '房屋收费项目',
  space: '车位',
  vehicle: '车辆',
  meter: '仪表',
  paid_through: '已缴至',
  arrears: '期初欠费',
  prepayment: '期初预存',
  deposit: '押金',
  history: '历史缴费',
}
