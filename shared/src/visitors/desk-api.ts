import * as z from 'zod'
import { endpoint, page, pageInput, Version } from '../contract'
import { CommunityId, Id } from '../ids'
import { plainText } from '../plain-text'
import { BusinessDate } from '../time'
import { Ban, Entry, Gate, Pass, PhoneTail, Plate, ShownLease, VisitorName, VisitorSettings } from './schema'

const place = { communityId: CommunityId }
const reader = { kind: 'office', permission: 'visitors:read' } as const
const manager = { kind: 'office', permission: 'visitors:manage' } as const

/** What the office reads and settles of visitors. */
export const visitorDeskApi = {
  log: endpoint({
    id: 'visitors.log',
    method: 'GET',
    path: '/v1/c/:communityId/entries',
    summary: '出入记录，新的在前；按一项查，都可以再按日期',
    access: reader,
    input: {
      ...place,
      date: BusinessDate.optional(),
      /** In any spelling: 3-2-1501, 3栋2单元1501. */
      room: z.string().trim().min(1).max(20).optional(),
      gateId: Id.optional(),
      plate: Plate.optional(),
      alarmed: z.stringbool().optional(),
      /** Alarms that nobody has looked at. */
      unseen: z.stringbool().optional(),
      ...pageInput,
    },
    output: page(Entry),
  }),
  seeAlarm: endpoint({
    id: 'visitors.seeAlarm',
    method: 'POST',
    path: '/v1/c/:communityId/entries/:entryId/seen',
    summary: '核对一条异常进出，写明情况',
    access: manager,
    input: { ...place, entryId: Id, note: plainText('核对情况', 100) },
    output: Entry,
  }),
  permits: endpoint({
    id: 'visitors.permits',
    method: 'GET',
    path: '/v1/c/:communityId/permits',
    summary: '等物业批的施工人员出入证，早的在前；或批过还能用的，先到期的在前',
    access: reader,
    input: { ...place, state: z.enum(['pending', 'active']).default('pending'), ...pageInput },
    output: page(Pass),
  }),
  decide: endpoint({
    id: 'visitors.decide',
    method: 'POST',
    path: '/v1/c/:communityId/permits/:passId/decide',
    summary: '批准或不批准',
    access: manager,
    input: { ...place, passId: Id, allow: z.boolean(), reason: plainText('原因', 100).optional() },
    output: Pass,
  }),
  withdrawPermit: endpoint({
    id: 'visitors.withdrawPermit',
    method: 'POST',
    path: '/v1/c/:communityId/permits/:passId/withdraw',
    summary: '收回批过的施工人员出入证，写明原因',
    access: manager,
    input: { ...place, passId: Id, reason: plainText('原因', 100) },
    output: Pass,
  }),
  atGates: endpoint({
    id: 'visitors.atGates',
    method: 'GET',
    path: '/v1/c/:communityId/gate-list/walk-ins',
    summary: '各个门等住户回答的访客，和答过还没进门的，新的在前',
    access: reader,
    input: place,
    output: z.object({ items: z.array(Pass) }),
  }),
  answerWalkIn: endpoint({
    id: 'visitors.answerWalkIn',
    method: 'POST',
    path: '/v1/c/:communityId/gate-list/walk-ins/:passId/answer',
    summary: '替门岗问过住户：让进或不让进，写明谁说的',
    access: manager,
    input: { ...place, passId: Id, allow: z.boolean(), note: plainText('住户怎么说', 100) },
    output: Pass,
  }),
  blacklist: endpoint({
    id: 'visitors.blacklist',
    method: 'GET',
    path: '/v1/c/:communityId/visitor-bans',
    summary: '限制通行名单',
    access: reader,
    input: { ...place, ...pageInput },
    output: page(Ban),
  }),
  ban: endpoint({
    id: 'visitors.ban',
    method: 'POST',
    path: '/v1/c/:communityId/visitor-bans',
    summary: '限制一辆车或一个人通行，写明原因和截止日期',
    access: manager,
    input: {
      ...place,
      plate: Plate.optional(),
      name: VisitorName.optional(),
      phoneTail: PhoneTail.optional(),
      reason: plainText('原因', 100),
      until: BusinessDate,
    },
    output: Ban,
    idempotent: true,
  }),
  unban: endpoint({
    id: 'visitors.unban',
    method: 'POST',
    path: '/v1/c/:communityId/visitor-bans/:banId/end',
    summary: '解除限制',
    access: manager,
    input: { ...place, banId: Id },
    output: z.object({}),
  }),
  listGates: endpoint({
    id: 'visitors.listGates',
    method: 'GET',
    path: '/v1/c/:communityId/gate-list',
    summary: '各个门',
    access: reader,
    input: place,
    output: z.object({ items: z.array(Gate.extend({ lease: ShownLease.optional() })) }),
  }),
  freeGate: endpoint({
    id: 'visitors.freeGate',
    method: 'POST',
    path: '/v1/c/:communityId/gate-list/:gateId/free',
    summary: '门岗的手机丢了或没电：结束值班，换人上岗',
    access: manager,
    input: { ...place, gateId: Id, reason: plainText('原因', 100) },
    output: z.object({}),
  }),
  saveGate: endpoint({
    id: 'visitors.saveGate',
    method: 'PUT',
    path: '/v1/c/:communityId/gate-list/:gateId',
    summary: '登记一个门',
    access: manager,
    input: {
      ...place,
      gateId: Id,
      name: plainText('门的名称', 20),
      deviceId: z
        .string()
        .regex(/^[\w-]{1,40}$/, '道闸编号只用字母、数字和横线')
        .optional(),
      active: z.boolean(),
      /** 0 for a new one. */
      version: Version,
    },
    output: Gate,
  }),
  getSettings: endpoint({
    id: 'visitors.getSettings',
    method: 'GET',
    path: '/v1/c/:communityId/visitor-settings',
    summary: '访客设置',
    access: reader,
    input: place,
    output: VisitorSettings,
  }),
  saveSettings: endpoint({
    id: 'visitors.saveSettings',
    method: 'PUT',
    path: '/v1/c/:communityId/visitor-settings',
    summary: '改访客设置',
    access: manager,
    input: { ...place, ...VisitorSettings.shape, version: Version },
    output: VisitorSettings,
  }),
}
