import * as z from 'zod'
import { CommunityId, Id } from '../ids'
import { BusinessDate, Instant } from '../time'

/** 物业服务企业: owns communities and employees. */
export const Company = z.object({ companyId: Id, name: z.string().min(1).max(100) })
export type Company = z.infer<typeof Company>

const merchantRefs = { merchantRef: z.string().max(32).optional(), alipayRef: z.string().max(32).optional() }

/**
 * 收款主体: the legal entity that contracts, receives, and issues receipts; `merchantRef` names its WeChat Pay merchant, `alipayRef` its
 * Alipay merchant; without it that channel is not offered.
 */
export const CollectingEntity = z.object({
  entityId: Id,
  name: z.string().min(1).max(100),
  uscc: z.string().regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/, '统一社会信用代码要 18 位'),
  ...merchantRefs,
  /** Fee items that other merchants of the same entity collect for; what is not named here is collected as all else. */
  itemMerchants: z
    .array(z.object({ feeItemId: Id, ...merchantRefs }))
    .max(100)
    .optional(),
  /** Merchants that collected before: their orders, refunds and bills go on with them. */
  formerMerchants: z.array(z.object({ ref: z.string(), channel: z.enum(['wechat', 'alipay']) })).optional(),
  logoFileId: Id.optional(),
})
export type CollectingEntity = z.infer<typeof CollectingEntity>

/** 小区: the tenant boundary. `developerId` is the organisation that owes for unsold and undelivered rooms. */
export const Community = z.object({
  communityId: CommunityId,
  companyId: Id,
  name: z.string().min(1).max(60),
  address: z.string().max(200),
  officePhone: z.string().regex(/^(?=.*\d{3})[0-9+\- ]{3,20}$/, '请填写电话号码'),
  entities: z.array(CollectingEntity).min(1),
  developer: z.object({ personId: Id, name: z.string().max(100) }).optional(),
  version: z.number().int(),
})
export type Community = z.infer<typeof Community>

/** 楼栋 with its 单元, kept when rooms are added. */
export const Building = z.object({ building: z.string(), units: z.array(z.string()), rooms: z.number().int() })
export type Building = z.infer<typeof Building>

export const RoomStatus = z.enum(['unsold', 'undelivered', 'vacant', 'renovating', 'occupied', 'rented'])
export type RoomStatus = z.infer<typeof RoomStatus>
export const roomStatusNames: Record<RoomStatus, string> = {
  unsold: '未售',
  undelivered: '未交付',
  vacant: '空置',
  renovating: '装修中',
  occupied: '自住',
  rented: '出租',
}

/** An area in 1/100 m². */
export const AreaM2x100 = z.number().int().min(0).max(100_000_000)

/** 建筑面积, 套内面积, 收费面积, 供暖面积, each in 1/100 m². */
export const Areas = z.object({
  built: AreaM2x100,
  inner: AreaM2x100.optional(),
  billable: AreaM2x100.optional(),
  heating: AreaM2x100.optional(),
})
export type Areas = z.infer<typeof Areas>

export const OccupancyRole = z.enum(['owner', 'tenant', 'family'])
export type OccupancyRole = z.infer<typeof OccupancyRole>
export const occupancyRoleNames: Record<OccupancyRole, string> = { owner: '业主', tenant: '租户', family: '家庭成员' }

/**
 * 住户关系: person × room × role × dates; `to` is the last day. History is kept.
 * `payer` marks a tenant who owes by agreement (物业管理条例 41: the owner stays jointly liable).
 * `seesBills` is an owner's grant to a tenant or family member.
 */
/** A share of ownership in 1/10,000. */
export const ShareBp = z.number().int().min(1).max(10_000)
export const shareText = (shareBp: number): string => `${Number((shareBp / 100).toFixed(2))}%`

export const Occupancy = z.object({
  occupancyId: Id,
  personId: Id,
  personName: z.string(),
  role: OccupancyRole,
  from: BusinessDate,
  to: BusinessDate.optional(),
  payer: z.boolean().optional(),
  seesBills: z.boolean().optional(),
  /** 按份共有: the owner's share, as the office's papers have it. Who owes does not follow from it. */
  shareBp: ShareBp.optional(),
})
export type Occupancy = z.infer<typeof Occupancy>

/** 房屋, with its occupancies: one item, one read. */
export const Room = z.object({
  roomId: Id,
  communityId: CommunityId,
  code: z.string(),
  building: z.string(),
  unit: z.string(),
  room: z.string(),
  areas: Areas,
  status: RoomStatus,
  handoverDate: BusinessDate.optional(),
  occupancies: z.array(Occupancy),
  version: z.number().int(),
  updatedAt: Instant,
})
export type Room = z.infer<typeof Room>
