import * as z from 'zod'
import { endpoint, page, pageInput } from '../contract'
import { CommunityId, Id } from '../ids'
import { plainText } from '../plain-text'
import { mostEntries } from './rules'
import {
  Gate,
  MyPass,
  Pass,
  PassFace,
  VisitorSettings,
  PassKind,
  PassLink,
  PassWindow,
  PhoneTail,
  Plate,
  VisitorName,
} from './schema'

const home = { communityId: CommunityId, roomId: Id }
const own = '/v1/c/:communityId/rooms/:roomId/passes' as const
const lives = { kind: 'home', roles: ['owner', 'tenant', 'family'] } as const
const mine = { ...home, passId: Id }

/** 访客码: what a household gives out, and what a visitor shows without signing in. */
export const visitorsApi = {
  invite: endpoint({
    id: 'visitors.invite',
    method: 'POST',
    path: own,
    summary: '邀请访客、常客、送货；申请施工出入证；开物品放行条',
    access: lives,
    input: {
      ...home,
      kind: PassKind,
      name: VisitorName,
      phoneTail: PhoneTail.optional(),
      plate: Plate.optional(),
      about: plainText('内容', 200).optional(),
      window: PassWindow,
      times: z.number().int().min(1).max(mostEntries, `最多 ${mostEntries} 次`).optional(),
      gateId: Id.optional(),
    },
    output: MyPass,
    idempotent: true,
  }),
  /** What an invitation may name: the gates, and how long it may be. */
  places: endpoint({
    id: 'visitors.places',
    method: 'GET',
    path: '/v1/c/:communityId/rooms/:roomId/gates',
    summary: '邀请时可选的门，和最长几天',
    access: lives,
    input: home,
    output: z.object({
      gates: z.array(Gate.pick({ gateId: true, name: true })),
      longestDays: VisitorSettings.shape.longestDays,
      longestRegularDays: VisitorSettings.shape.longestRegularDays,
    }),
  }),
  mine: endpoint({
    id: 'visitors.mine',
    method: 'GET',
    path: own,
    summary: '我家的访客码，新的在前',
    access: lives,
    input: { ...home, ...pageInput },
    output: page(Pass),
  }),
  getMine: endpoint({
    id: 'visitors.getMine',
    method: 'GET',
    path: `${own}/:passId`,
    summary: '一个访客码，含转发链接',
    access: lives,
    input: mine,
    output: MyPass,
  }),
  revoke: endpoint({
    id: 'visitors.revoke',
    method: 'POST',
    path: `${own}/:passId/revoke`,
    summary: '取消访客码',
    access: lives,
    input: mine,
    output: MyPass,
  }),
  answer: endpoint({
    id: 'visitors.answer',
    method: 'POST',
    path: `${own}/:passId/answer`,
    summary: '门口来客：让他进，或不认识；业主确认物品放行条',
    access: lives,
    input: { ...mine, allow: z.boolean() },
    output: MyPass,
  }),
  /** By its link alone: whoever was handed it shows it at the gate. In the body: an address is written into logs. */
  open: endpoint({
    id: 'visitors.open',
    method: 'POST',
    path: '/v1/passes/open',
    summary: '访客自己的页面：通行码和接下来 5 分钟的二维码',
    access: { kind: 'public' },
    input: { link: PassLink },
    output: PassFace,
  }),
}
