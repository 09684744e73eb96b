import * as z from 'zod'
import { endpoint, page, pageInput } from '../contract'
import { CommunityId, Id } from '../ids'
import { RepairKind } from './kinds'
import { mostPhotos, Rating, Repair, RepairText, Spot, WishedTime } from './schema'
import { MyRepair, PublicRepair } from './views'

const home = { communityId: CommunityId, roomId: Id }
const one = { ...home, repairId: Id }
const lives = { kind: 'home', roles: ['owner', 'tenant', 'family'] } as const
const pays = { kind: 'home', roles: ['owner', 'tenant'] } as const
const base = '/v1/c/:communityId/rooms/:roomId/repairs' as const
const text = RepairText.optional()

/** What a household does with its own reports. */
export const myRepairsApi = {
  /** The report goes first; pictures follow with `addMyPictures`. */
  report: endpoint({
    id: 'repairs.report',
    method: 'POST',
    path: base,
    summary: '报修',
    access: lives,
    input: {
      ...home,
      kind: RepairKind,
      /** In the own home, or in what all share: in words, or as the register names it. */
      where: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('home') }),
        z.strictObject({ kind: z.literal('public'), building: z.string().max(20).optional(), spot: Spot }),
        z.strictObject({ kind: z.literal('place'), placeId: Id }),
      ]),
      text: RepairText,
      wish: WishedTime.optional(),
      phone: z
        .string()
        .regex(/^[0-9+\- ]{3,20}$/, '请填写电话号码')
        .optional(),
    },
    output: MyRepair,
    idempotent: true,
  }),
  mine: endpoint({
    id: 'repairs.mine',
    method: 'GET',
    path: base,
    summary: '我家的报修，新的在前',
    access: lives,
    input: { ...home, ...pageInput },
    output: page(Repair),
  }),
  getMine: endpoint({
    id: 'repairs.getMine',
    method: 'GET',
    path: `${base}/:repairId`,
    summary: '一张报修单和它的经过',
    access: lives,
    input: one,
    output: MyRepair,
  }),
  cancelMine: endpoint({
    id: 'repairs.cancelMine',
    method: 'POST',
    path: `${base}/:repairId/cancel`,
    summary: '取消报修',
    access: lives,
    input: { ...one, reason: text },
    output: MyRepair,
  }),
  urge: endpoint({
    id: 'repairs.urge',
    method: 'POST',
    path: `${base}/:repairId/urge`,
    summary: '催一下',
    access: lives,
    input: one,
    output: MyRepair,
  }),
  addMyNote: endpoint({
    id: 'repairs.addMyNote',
    method: 'POST',
    path: `${base}/:repairId/note`,
    summary: '补充说明',
    access: lives,
    input: { ...one, text: RepairText },
    output: MyRepair,
    idempotent: true,
  }),
  addMyPictures: endpoint({
    id: 'repairs.addMyPictures',
    method: 'POST',
    path: `${base}/:repairId/pictures`,
    summary: '补充照片和视频',
    access: lives,
    input: {
      ...one,
      fileIds: z
        .array(Id)
        .min(1)
        .max(mostPhotos + 1),
    },
    output: MyRepair,
  }),
  answerQuote: endpoint({
    id: 'repairs.answerQuote',
    method: 'POST',
    path: `${base}/:repairId/quote`,
    summary: '同意或不同意报价',
    access: pays,
    /** `quoteId`: the one that was read, so that a newer one is not agreed to unseen. */
    input: { ...one, quoteId: Id, agree: z.boolean(), reason: text },
    output: MyRepair,
  }),
  confirm: endpoint({
    id: 'repairs.confirm',
    method: 'POST',
    path: `${base}/:repairId/confirm`,
    summary: '确认修好',
    access: lives,
    input: one,
    output: MyRepair,
  }),
  rate: endpoint({
    id: 'repairs.rate',
    method: 'POST',
    path: `${base}/:repairId/rate`,
    summary: '评价',
    access: lives,
    input: { ...one, stars: Rating.shape.stars, comment: Rating.shape.comment },
    output: MyRepair,
  }),
  reopen: endpoint({
    id: 'repairs.reopen',
    method: 'POST',
    path: `${base}/:repairId/reopen`,
    summary: '没修好，重新打开',
    access: lives,
    input: { ...one, reason: RepairText },
    output: MyRepair,
  }),
  publicOnes: endpoint({
    id: 'repairs.publicOnes',
    method: 'GET',
    path: '/v1/c/:communityId/rooms/:roomId/public-repairs',
    summary: '小区里正在修的公共区域，新的在前',
    access: lives,
    // Each is read with whether the account follows it: twice as many records.
    input: { ...home, ...pageInput, limit: z.coerce.number().int().min(1).max(50).default(50) },
    output: page(PublicRepair),
  }),
  follow: endpoint({
    id: 'repairs.follow',
    method: 'POST',
    path: '/v1/c/:communityId/rooms/:roomId/public-repairs/:repairId/follow',
    summary: '我也遇到了，修好告诉我',
    access: lives,
    input: one,
    output: PublicRepair,
  }),
}
