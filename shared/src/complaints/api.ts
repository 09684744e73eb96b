import * as z from 'zod'
import { Period } from '../repairs/figures'
import { ComplaintFigures } from './figures'
import { endpoint, page, pageInput } from '../contract'
import { mediaLimits } from '../files/media'
import { CommunityId, Id } from '../ids'
import { RepairSource } from '../repairs/schema'
import { BusinessDate } from '../time'
import {
  Colleague,
  Complaint,
  ComplaintDetail,
  ComplaintKind,
  ComplaintNumber,
  ComplaintReply,
  ComplaintShelf,
  ComplaintText,
  MyComplaint,
  OfficeComplaint,
  Publication,
  PublishedMeasure,
} from './schema'

const place = { communityId: CommunityId }
const home = { ...place, roomId: Id }
const mine = { ...home, complaintId: Id }
const one = { ...place, complaintId: Id }
const own = '/v1/c/:communityId/rooms/:roomId/complaints' as const
const base = '/v1/c/:communityId/complaints' as const
const lives = { kind: 'home', roles: ['owner', 'tenant', 'family'] } as const
const reader = { kind: 'office', permission: 'complaints:read' } as const
const officer = { kind: 'office', permission: 'complaints:handle' } as const
const publisher = { kind: 'office', permission: 'complaints:publish' } as const
const phone = z
  .string()
  .regex(/^[0-9+\- ]{3,20}$/, '请填写电话号码')
  .optional()

/** 投诉、咨询、表扬、建议. What an account wrote is read by that account alone, and by the office. */
export const complaintsApi = {
  submit: endpoint({
    id: 'complaints.submit',
    method: 'POST',
    path: own,
    summary: '提交投诉、咨询、表扬或建议',
    access: lives,
    input: { ...home, kind: ComplaintKind, text: ComplaintText, phone },
    output: MyComplaint,
    idempotent: true,
  }),
  mine: endpoint({
    id: 'complaints.mine',
    method: 'GET',
    path: own,
    summary: '我提交的，新的在前',
    access: lives,
    input: { ...home, ...pageInput },
    output: page(Complaint),
  }),
  getMine: endpoint({
    id: 'complaints.getMine',
    method: 'GET',
    path: `${own}/:complaintId`,
    summary: '我提交的一件',
    access: lives,
    input: mine,
    output: MyComplaint,
  }),
  addMyNote: endpoint({
    id: 'complaints.addMyNote',
    method: 'POST',
    path: `${own}/:complaintId/note`,
    summary: '补充说明',
    access: lives,
    input: { ...mine, text: ComplaintText },
    output: MyComplaint,
    idempotent: true,
  }),
  rate: endpoint({
    id: 'complaints.rate',
    method: 'POST',
    path: `${own}/:complaintId/rate`,
    summary: '评价答复',
    access: lives,
    input: {
      ...mine,
      stars: z.number().int().min(1, '请选 1 到 5 星').max(5, '请选 1 到 5 星'),
      comment: z.string().trim().max(300).optional(),
    },
    output: MyComplaint,
  }),
  reopen: endpoint({
    id: 'complaints.reopen',
    method: 'POST',
    path: `${own}/:complaintId/reopen`,
    summary: '没有解决，再次反映',
    access: lives,
    input: { ...mine, reason: ComplaintText },
    output: MyComplaint,
  }),
  withdraw: endpoint({
    id: 'complaints.withdraw',
    method: 'POST',
    path: `${own}/:complaintId/withdraw`,
    summary: '撤回',
    access: lives,
    input: mine,
    output: MyComplaint,
  }),
  measures: endpoint({
    id: 'complaints.measures',
    method: 'GET',
    path: '/v1/c/:communityId/rooms/:roomId/measures',
    summary: '公示的处理措施，新的在前',
    access: lives,
    input: { ...home, ...pageInput },
    output: page(PublishedMeasure),
  }),
  enter: endpoint({
    id: 'complaints.enter',
    method: 'POST',
    path: base,
    summary: '登记电话、前台、巡检、12345 的来件',
    access: officer,
    input: {
      ...place,
      source: RepairSource.exclude(['mini_program']),
      externalNumber: z.string().trim().min(1).max(40).optional(),
      externalDueOn: BusinessDate.optional(),
      kind: ComplaintKind,
      text: ComplaintText,
      name: z.string().trim().min(1, '请填写姓名').max(30),
      phone,
      roomId: Id.optional(),
      /** A public place of the register that it is about. */
      placeId: Id.optional(),
    },
    output: ComplaintDetail,
    idempotent: true,
  }),
  /** One filter at a time. Open ones by their due date, others the newest first. */
  list: endpoint({
    id: 'complaints.list',
    method: 'GET',
    path: base,
    summary: '投诉建议列表',
    access: reader,
    input: {
      ...place,
      shelf: ComplaintShelf.optional(),
      kind: ComplaintKind.optional(),
      handlerId: Id.optional(),
      roomId: Id.optional(),
      /** 「TS261123-7KQ2M」: the one that is called so. */
      number: ComplaintNumber.optional(),
      phone,
      /** Of when it was written, with a kind or nothing else. */
      period: Period.optional(),
      ...pageInput,
    },
    output: page(OfficeComplaint),
  }),
  /** Of what was written in a month or year, by kind. */
  figures: endpoint({
    id: 'complaints.figures',
    method: 'GET',
    path: '/v1/c/:communityId/complaint-figures',
    summary: '投诉建议统计：件数、按时答复、再次反映、评价',
    access: reader,
    input: { ...place, period: Period },
    output: page(ComplaintFigures.extend({ kind: ComplaintKind })),
  }),
  get: endpoint({
    id: 'complaints.get',
    method: 'GET',
    path: `${base}/:complaintId`,
    summary: '一件和它的经过',
    access: reader,
    input: one,
    output: ComplaintDetail,
  }),
  accept: endpoint({
    id: 'complaints.accept',
    method: 'POST',
    path: `${base}/:complaintId/accept`,
    summary: '受理',
    access: officer,
    input: one,
    output: ComplaintDetail,
  }),
  assign: endpoint({
    id: 'complaints.assign',
    method: 'POST',
    path: `${base}/:complaintId/assign`,
    summary: '指定经办人',
    access: officer,
    input: { ...one, personId: Id },
    output: ComplaintDetail,
  }),
  people: endpoint({
    id: 'complaints.people',
    method: 'GET',
    path: '/v1/c/:communityId/complaint-people',
    summary: '可以经办的人，和可以登记为被反映人的员工',
    access: officer,
    input: { ...place, ...pageInput },
    output: page(Colleague),
  }),
  nameConcerned: endpoint({
    id: 'complaints.nameConcerned',
    method: 'POST',
    path: `${base}/:complaintId/concerns`,
    summary: '登记被反映的员工，他们不能处理这件事',
    access: officer,
    input: { ...one, personIds: z.array(Id).max(10) },
    output: ComplaintDetail,
  }),
  answer: endpoint({
    id: 'complaints.answer',
    method: 'POST',
    path: `${base}/:complaintId/answer`,
    summary: '答复',
    access: officer,
    input: { ...one, text: ComplaintReply },
    output: ComplaintDetail,
  }),
  close: endpoint({
    id: 'complaints.close',
    method: 'POST',
    path: `${base}/:complaintId/close`,
    summary: '办结',
    access: officer,
    input: one,
    output: ComplaintDetail,
  }),
  note: endpoint({
    id: 'complaints.note',
    method: 'POST',
    path: `${base}/:complaintId/notes`,
    summary: '内部备注，住户看不到',
    access: officer,
    input: { ...one, text: ComplaintReply },
    output: ComplaintDetail,
    idempotent: true,
  }),
  addPictures: endpoint({
    id: 'complaints.addPictures',
    method: 'POST',
    path: `${base}/:complaintId/pictures`,
    summary: '补充照片和视频，住户看不到',
    access: officer,
    input: {
      ...one,
      fileIds: z
        .array(Id)
        .min(1)
        .max(mediaLimits.photo.pieces + mediaLimits.video.pieces),
    },
    output: ComplaintDetail,
  }),
  publish: endpoint({
    id: 'complaints.publish',
    method: 'POST',
    path: `${base}/:complaintId/publish`,
    summary: '公示处理措施',
    access: publisher,
    input: { ...one, title: Publication.shape.title, measure: Publication.shape.measure },
    output: ComplaintDetail,
  }),
  unpublish: endpoint({
    id: 'complaints.unpublish',
    method: 'POST',
    path: `${base}/:complaintId/unpublish`,
    summary: '撤下公示',
    access: publisher,
    input: one,
    output: ComplaintDetail,
  }),
}
