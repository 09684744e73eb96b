import * as z from 'zod'
import { endpoint, page, pageInput } from '../contract'
import { CommunityId, Id } from '../ids'
import { BusinessDate, Instant } from '../time'
import { Costs } from './costs'
import { Period } from './figures'
import { figuresApi } from './figures-api'
import { RepairKind } from './kinds'
import { QuoteLine } from './quote'
import { RevisitOutcome } from './revisit'
import {
  mostPhotos,
  PauseReason,
  RepairColumn,
  RepairNumber,
  RepairSource,
  RepairText,
  Responsibility,
  Spot,
  WishedTime,
} from './schema'
import { Candidate, OfficeRepair, RepairDetail } from './views'
import { repairSettingsApi } from './settings-api'

const place = { communityId: CommunityId }
const one = { ...place, repairId: Id }
const base = '/v1/c/:communityId/repairs' as const
const phone = z
  .string()
  .regex(/^[0-9+\- ]{3,20}$/, '请填写电话号码')
  .optional()
const reader = { kind: 'office', permission: 'repairs:read' } as const
const dispatcher = { kind: 'office', permission: 'repairs:dispatch' } as const

/** What the office does with orders. */
export const repairsApi = {
  enter: endpoint({
    id: 'repairs.enter',
    method: 'POST',
    path: base,
    summary: '登记报修：电话、前台、巡检、12345',
    access: dispatcher,
    input: {
      ...place,
      source: RepairSource.exclude(['mini_program']),
      externalNumber: z.string().trim().min(1).max(40).optional(),
      externalDueAt: Instant.optional(),
      kind: RepairKind,
      where: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('room'), roomId: Id }),
        z.strictObject({ kind: z.literal('public'), building: z.string().max(20).optional(), spot: Spot }),
        z.strictObject({ kind: z.literal('place'), placeId: Id }),
      ]),
      text: RepairText,
      wish: WishedTime.optional(),
      name: z.string().trim().min(1, '请填写报修人').max(30),
      phone,
    },
    output: RepairDetail,
    idempotent: true,
  }),
  /** One filter at a time: each is a key of its own. Open ones by the time that is left, others the newest first. */
  list: endpoint({
    id: 'repairs.list',
    method: 'GET',
    path: base,
    summary: '工单列表',
    access: reader,
    input: {
      ...place,
      column: RepairColumn.optional(),
      kind: RepairKind.optional(),
      building: z.string().min(1).max(20).optional(),
      /** A public place of the register. */
      placeId: Id.optional(),
      personId: Id.optional(),
      roomId: Id.optional(),
      /** Of their report, with nothing else, a kind, a building or a place; with a person, of when they finished it. */
      period: Period.optional(),
      /** 「BX261123-7KQ2M」: the one that is called so. */
      number: RepairNumber.optional(),
      /** Those that left this telephone number. */
      phone,
      ...pageInput,
    },
    output: page(OfficeRepair),
  }),
  get: endpoint({
    id: 'repairs.get',
    method: 'GET',
    path: `${base}/:repairId`,
    summary: '一张工单和它的经过',
    access: reader,
    input: one,
    output: RepairDetail,
  }),
  accept: endpoint({
    id: 'repairs.accept',
    method: 'POST',
    path: `${base}/:repairId/accept`,
    summary: '受理',
    access: dispatcher,
    input: one,
    output: RepairDetail,
  }),
  decline: endpoint({
    id: 'repairs.decline',
    method: 'POST',
    path: `${base}/:repairId/decline`,
    summary: '不受理，写明原因',
    access: dispatcher,
    input: { ...one, reason: RepairText },
    output: RepairDetail,
  }),
  /** Before work: whoever dispatches. Later only a manager; a bill of it is voided. */
  cancel: endpoint({
    id: 'repairs.cancel',
    method: 'POST',
    path: `${base}/:repairId/cancel`,
    summary: '取消或撤销工单，写明原因',
    access: dispatcher,
    input: { ...one, reason: RepairText },
    output: RepairDetail,
  }),
  candidates: endpoint({
    id: 'repairs.candidates',
    method: 'GET',
    path: `${base}/:repairId/candidates`,
    summary: '可以派给谁，为什么',
    access: dispatcher,
    input: one,
    output: z.object({ items: z.array(Candidate) }),
  }),
  /** Without `personId` the best one is chosen, and the history says why. */
  assign: endpoint({
    id: 'repairs.assign',
    method: 'POST',
    path: `${base}/:repairId/assign`,
    summary: '派单，或换人',
    access: dispatcher,
    input: { ...one, personId: Id.optional(), reason: RepairText.optional() },
    output: RepairDetail,
    idempotent: true,
  }),
  /** One plan over all that wait: whose each is now, and why; what is left, and why. */
  dispatchWaiting: endpoint({
    id: 'repairs.dispatchWaiting',
    method: 'POST',
    path: '/v1/c/:communityId/repair-dispatch',
    summary: '自动派单：待派的都派出去',
    access: dispatcher,
    input: place,
    output: z.object({
      given: z.array(z.object({ repairId: Id, number: z.string(), name: z.string(), why: z.string() })),
      left: z.array(z.object({ repairId: Id, number: z.string(), why: z.string() })),
    }),
  }),
  quote: endpoint({
    id: 'repairs.quote',
    method: 'POST',
    path: `${base}/:repairId/quotes`,
    summary: '报价，或增项',
    access: dispatcher,
    input: { ...one, lines: z.array(QuoteLine).min(1, '请至少写一项').max(20, '最多写 20 项') },
    output: RepairDetail,
    idempotent: true,
  }),
  /** A quote that still waits, for who answers by telephone, or one that was wrong. */
  withdrawQuote: endpoint({
    id: 'repairs.withdrawQuote',
    method: 'POST',
    path: `${base}/:repairId/withdraw-quote`,
    summary: '撤回还没答复的报价，写明原因',
    access: dispatcher,
    input: { ...one, quoteId: Id, reason: RepairText },
    output: RepairDetail,
  }),
  pauseByOffice: endpoint({
    id: 'repairs.pauseByOffice',
    method: 'POST',
    path: `${base}/:repairId/pause`,
    summary: '暂停，写明原因',
    access: dispatcher,
    input: { ...one, reason: PauseReason, note: RepairText.optional(), until: BusinessDate.optional() },
    output: RepairDetail,
  }),
  resumeByOffice: endpoint({
    id: 'repairs.resumeByOffice',
    method: 'POST',
    path: `${base}/:repairId/resume`,
    summary: '继续维修',
    access: dispatcher,
    input: one,
    output: RepairDetail,
  }),
  setResponsibility: endpoint({
    id: 'repairs.setResponsibility',
    method: 'POST',
    path: `${base}/:repairId/responsibility`,
    summary: '责任归属',
    access: dispatcher,
    input: { ...one, responsibility: Responsibility, reason: RepairText.optional() },
    output: RepairDetail,
  }),
  confirmByPhone: endpoint({
    id: 'repairs.confirmByPhone',
    method: 'POST',
    path: `${base}/:repairId/confirm`,
    summary: '电话回访，住户确认修好',
    access: dispatcher,
    input: { ...one, note: RepairText },
    output: RepairDetail,
  }),
  reopenByOffice: endpoint({
    id: 'repairs.reopenByOffice',
    method: 'POST',
    path: `${base}/:repairId/reopen`,
    summary: '没修好，重新打开',
    access: dispatcher,
    input: { ...one, reason: RepairText },
    output: RepairDetail,
  }),
  note: endpoint({
    id: 'repairs.note',
    method: 'POST',
    path: `${base}/:repairId/notes`,
    summary: '备注；内部备注住户看不到',
    access: dispatcher,
    input: { ...one, text: RepairText, internal: z.boolean() },
    output: RepairDetail,
    idempotent: true,
  }),
  addPictures: endpoint({
    id: 'repairs.addPictures',
    method: 'POST',
    path: `${base}/:repairId/pictures`,
    summary: '补充照片和视频',
    access: dispatcher,
    input: {
      ...one,
      fileIds: z
        .array(Id)
        .min(1)
        .max(mostPhotos + 1),
    },
    output: RepairDetail,
  }),
  /** This order ends; who reported it follows the other one. */
  merge: endpoint({
    id: 'repairs.merge',
    method: 'POST',
    path: `${base}/:repairId/merge`,
    summary: '合并重复的报修',
    access: dispatcher,
    input: { ...one, intoId: Id },
    output: RepairDetail,
  }),
  /** Whom to call: the longest due first, and those who were not satisfied until it is settled. */
  listRevisits: endpoint({
    id: 'repairs.listRevisits',
    method: 'GET',
    path: '/v1/c/:communityId/repair-revisits',
    summary: '待回访的工单',
    access: dispatcher,
    input: { ...place, ...pageInput },
    output: page(OfficeRepair.extend({ contactPhone: z.string().optional() })),
  }),
  /** Not satisfied within the days for that opens the order again; later it stays a task until it is settled. */
  revisit: endpoint({
    id: 'repairs.revisit',
    method: 'POST',
    path: `${base}/:repairId/revisits`,
    summary: '记下电话回访',
    access: dispatcher,
    input: { ...one, outcome: RevisitOutcome, words: RepairText },
    output: RepairDetail,
    idempotent: true,
  }),
  /** `responsibility` only of what all share. */
  setCosts: endpoint({
    id: 'repairs.setCosts',
    method: 'PUT',
    path: `${base}/:repairId/costs`,
    summary: '这张单的成本：人工、材料、外包',
    access: dispatcher,
    input: { ...one, ...Costs.shape, responsibility: Responsibility.exclude(['owner']).optional() },
    output: RepairDetail,
  }),
  ...repairSettingsApi,
  ...figuresApi,
}
