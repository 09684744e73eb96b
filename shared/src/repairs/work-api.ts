import * as z from 'zod'
import { endpoint, page, pageInput } from '../contract'
import { CommunityId, Id } from '../ids'
import { BusinessDate, Instant, YearMonth } from '../time'
import { Figures } from './figures'
import { CatalogueItem, QuoteLine } from './quote'
import { mostPhotos, PauseReason, RepairPicture, RepairText, Responsibility, WorkDone } from './schema'
import { OfficeRepair, RepairDetail, Worker } from './views'

const place = { communityId: CommunityId }
const one = { ...place, repairId: Id }
const base = '/v1/c/:communityId/work' as const
const worker = { kind: 'office', permission: 'repairs:work' } as const
/** When it was done: a phone without a network tells later. */
const at = { at: Instant.optional() }
/** Writes of a phone that may be without a network: each is kept under its key for 30 days, and done once. */
const sent = { method: 'POST', access: worker, output: RepairDetail, idempotent: true } as const

/** What whoever repairs does with the orders in their hands. */
export const workApi = {
  myWork: endpoint({
    id: 'repairs.myWork',
    method: 'GET',
    path: base,
    summary: '我手上的工单，时间最紧的在前',
    access: worker,
    input: { ...place, show: z.enum(['open', 'done']).default('open'), ...pageInput },
    output: page(OfficeRepair),
  }),
  pool: endpoint({
    id: 'repairs.pool',
    method: 'GET',
    path: `${base}/pool`,
    summary: '可抢的工单',
    access: worker,
    input: { ...place, ...pageInput },
    output: page(OfficeRepair),
  }),
  /** Of a home, or of a place that all share: what the code there leads to. */
  workAt: endpoint({
    id: 'repairs.workAt',
    method: 'GET',
    path: '/v1/c/:communityId/work-at',
    summary: '这里没有结束的工单（扫门上、设备上、公共位置的码）',
    access: worker,
    input: {
      ...place,
      roomId: Id.optional(),
      placeId: Id.optional(),
      building: z.string().max(20).optional(),
      spot: z.string().max(40).optional(),
    },
    output: z.object({ items: z.array(OfficeRepair) }),
  }),
  open: endpoint({
    id: 'repairs.openWork',
    method: 'GET',
    path: `${base}/:repairId`,
    summary: '一张工单',
    access: worker,
    input: one,
    output: RepairDetail,
  }),
  grab: endpoint({ ...sent, id: 'repairs.grab', path: `${base}/:repairId/grab`, summary: '抢单', input: one }),
  acknowledge: endpoint({
    ...sent,
    id: 'repairs.acknowledge',
    path: `${base}/:repairId/acknowledge`,
    summary: '接单',
    input: one,
  }),
  depart: endpoint({
    ...sent,
    id: 'repairs.depart',
    path: `${base}/:repairId/depart`,
    summary: '出发',
    input: { ...one, ...at },
  }),
  handBack: endpoint({
    ...sent,
    id: 'repairs.handBack',
    path: `${base}/:repairId/hand-back`,
    summary: '退回，写明原因',
    input: { ...one, reason: RepairText },
  }),
  transfer: endpoint({
    ...sent,
    id: 'repairs.transfer',
    path: `${base}/:repairId/transfer`,
    summary: '转给同事',
    input: { ...one, personId: Id, reason: RepairText },
  }),
  start: endpoint({
    ...sent,
    id: 'repairs.start',
    path: `${base}/:repairId/start`,
    summary: '开始维修',
    input: { ...one, ...at },
  }),
  pause: endpoint({
    ...sent,
    id: 'repairs.pause',
    path: `${base}/:repairId/pause`,
    summary: '暂停，写明原因',
    input: { ...one, ...at, reason: PauseReason, note: RepairText.optional(), until: BusinessDate.optional() },
  }),
  resume: endpoint({
    ...sent,
    id: 'repairs.resume',
    path: `${base}/:repairId/resume`,
    summary: '继续维修',
    input: { ...one, ...at },
  }),
  recordWork: endpoint({
    ...sent,
    id: 'repairs.recordWork',
    path: `${base}/:repairId/record`,
    summary: '材料和工时',
    input: { ...one, materials: WorkDone.shape.materials, minutes: WorkDone.shape.minutes },
  }),
  quoteOnSite: endpoint({
    ...sent,
    id: 'repairs.quoteOnSite',
    path: `${base}/:repairId/quotes`,
    summary: '现场报价，或增项',
    input: { ...one, lines: z.array(QuoteLine).min(1, '请至少写一项').max(20, '最多写 20 项') },
  }),
  /** Of who has no WeChat: signed on this phone. */
  signQuote: endpoint({
    ...sent,
    id: 'repairs.signQuote',
    path: `${base}/:repairId/sign-quote`,
    summary: '住户签字同意报价',
    input: { ...one, quoteId: Id, signedBy: z.string().trim().min(1, '请填写签字人').max(30), signatureId: Id },
  }),
  settleResponsibility: endpoint({
    ...sent,
    id: 'repairs.settleResponsibility',
    path: `${base}/:repairId/responsibility`,
    summary: '现场判断责任归属',
    input: { ...one, responsibility: Responsibility, reason: RepairText },
  }),
  addWorkPictures: endpoint({
    ...sent,
    id: 'repairs.addWorkPictures',
    path: `${base}/:repairId/pictures`,
    summary: '现场照片，带时间和地点',
    input: {
      ...one,
      ...at,
      stage: RepairPicture.shape.stage.exclude(['report', 'signature']),
      spot: RepairPicture.shape.spot,
      where: RepairPicture.shape.where,
      fileIds: z
        .array(Id)
        .min(1)
        .max(mostPhotos + 1),
    },
  }),
  noteOnSite: endpoint({
    ...sent,
    id: 'repairs.noteOnSite',
    path: `${base}/:repairId/notes`,
    summary: '备注；内部备注住户看不到',
    input: { ...one, text: RepairText, internal: z.boolean() },
  }),
  finish: endpoint({
    ...sent,
    id: 'repairs.finish',
    path: `${base}/:repairId/finish`,
    summary: '完成维修',
    input: { ...one, ...at, note: RepairText.optional() },
  }),
  signOff: endpoint({
    ...sent,
    id: 'repairs.signOff',
    path: `${base}/:repairId/sign-off`,
    summary: '住户签字确认修好',
    input: { ...one, signedBy: z.string().trim().min(1, '请填写签字人').max(30), signatureId: Id },
  }),
  /** What a phone without a network could not do any more, for the office to look at: an internal note on the order. */
  handOverUnsent: endpoint({
    id: 'repairs.handOverUnsent',
    method: 'POST',
    path: `${base}/:repairId/unsent`,
    summary: '没有发出的现场记录，交给物业核对',
    access: { kind: 'staff' },
    input: { ...one, did: z.string().trim().min(1).max(300), at: Instant, why: z.string().trim().max(100) },
    output: z.object({ done: z.literal(true) }),
  }),
  workbench: endpoint({
    id: 'repairs.workbench',
    method: 'GET',
    path: '/v1/c/:communityId/my-workbench',
    summary: '现场要用的：收费目录，可以转给的同事',
    access: worker,
    input: place,
    output: z.object({
      catalogue: z.array(CatalogueItem.omit({ costFen: true })),
      colleagues: z.array(z.object({ personId: Id, name: z.string(), onShift: z.boolean() })),
    }),
  }),
  /** All of a month, however many; the rates are absent where nothing was counted. */
  myMonth: endpoint({
    id: 'repairs.myMonth',
    method: 'GET',
    path: '/v1/c/:communityId/my-month',
    summary: '我的本月：完成、按时、评价、重开',
    access: worker,
    input: { ...place, month: YearMonth },
    output: Figures,
  }),
  setShift: endpoint({
    id: 'repairs.setShift',
    method: 'POST',
    path: '/v1/c/:communityId/my-shift',
    summary: '上岗、下岗',
    access: worker,
    input: { ...place, onShift: z.boolean() },
    output: Worker,
  }),
  myShift: endpoint({
    id: 'repairs.myShift',
    method: 'GET',
    path: '/v1/c/:communityId/my-shift',
    summary: '我的技能、片区和班次',
    access: worker,
    input: place,
    output: Worker,
  }),
}
