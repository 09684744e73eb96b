import * as z from 'zod'
import { endpoint, page, pageInput, Version } from '../contract'
import { CommunityId, Id } from '../ids'
import { plainText } from '../plain-text'
import { DeskPost, DeskShelf, ForumSettings, Mute, Report, TakedownReason } from './schema'

const place = { communityId: CommunityId }
const one = { ...place, postId: Id }
const base = '/v1/c/:communityId/forum' as const
const moderator = { kind: 'office', permission: 'forum:moderate' } as const
const manager = { kind: 'office', permission: 'forum:manage' } as const
const note = plainText('说明', 200).optional()

/** 邻里 at the office: what waits for a person, and what a person may do about what was said. */
export const forumDeskApi = {
  shelf: endpoint({
    id: 'forum.shelf',
    method: 'GET',
    path: `${base}-desk`,
    summary: '待审核、被举报、申诉、下架、已发布；已发布的可以查找',
    access: moderator,
    input: { ...place, shelf: DeskShelf, q: z.string().trim().min(1).max(40).optional(), ...pageInput },
    output: page(DeskPost),
  }),
  show: endpoint({
    id: 'forum.show',
    method: 'GET',
    path: `${base}-desk/:postId`,
    summary: '一条和它的举报',
    access: moderator,
    input: one,
    output: DeskPost.extend({ reports: z.array(Report) }),
  }),
  /** `round`: which text was looked at; an edit meanwhile is looked at anew. */
  decide: endpoint({
    id: 'forum.decide',
    method: 'POST',
    path: `${base}-desk/:postId/decide`,
    summary: '通过，或按列出的原因不通过',
    access: moderator,
    input: { ...one, round: z.number().int(), allow: z.boolean(), reason: TakedownReason.optional(), note },
    output: DeskPost,
  }),
  hide: endpoint({
    id: 'forum.hide',
    method: 'PUT',
    path: `${base}-desk/:postId/hidden`,
    summary: '先隐藏核实，或恢复显示',
    access: moderator,
    input: { ...one, on: z.boolean() },
    output: DeskPost,
  }),
  takeDown: endpoint({
    id: 'forum.takeDown',
    method: 'POST',
    path: `${base}-desk/:postId/take-down`,
    summary: '按列出的原因下架，作者会知道原因，可以申诉',
    access: moderator,
    input: { ...one, reason: TakedownReason, note },
    output: DeskPost,
  }),
  answerAppeal: endpoint({
    id: 'forum.answerAppeal',
    method: 'POST',
    path: `${base}-desk/:postId/appeal`,
    summary: '答复申诉：恢复，或维持',
    access: manager,
    input: { ...one, restore: z.boolean(), text: plainText('答复', 300) },
    output: DeskPost,
  }),
  dismiss: endpoint({
    id: 'forum.dismiss',
    method: 'POST',
    path: `${base}-desk/:postId/dismiss`,
    summary: '举报不成立',
    access: moderator,
    input: one,
    output: DeskPost,
  }),
  pin: endpoint({
    id: 'forum.pin',
    method: 'PUT',
    path: `${base}-desk/:postId/pin`,
    summary: '置顶，或取消',
    access: moderator,
    input: { ...one, on: z.boolean() },
    output: DeskPost,
  }),
  mutes: endpoint({
    id: 'forum.mutes',
    method: 'GET',
    path: `${base}-office/mutes`,
    summary: '禁言名单',
    access: moderator,
    input: { ...place, ...pageInput },
    output: page(Mute),
  }),
  /** Whoever wrote this post; it says nothing about who they are. */
  mute: endpoint({
    id: 'forum.mute',
    method: 'POST',
    path: `${base}-office/mutes`,
    summary: '禁言若干天，写明原因',
    access: moderator,
    input: { ...one, days: z.number().int().min(1, '至少 1 天').max(90, '最多 90 天'), reason: plainText('原因', 100) },
    output: Mute,
    idempotent: true,
  }),
  unmute: endpoint({
    id: 'forum.unmute',
    method: 'POST',
    path: `${base}-office/mutes/:accountId/end`,
    summary: '解除禁言',
    access: moderator,
    input: { ...place, accountId: Id },
    output: z.object({}),
  }),
  getSettings: endpoint({
    id: 'forum.getSettings',
    method: 'GET',
    path: `${base}-office/settings`,
    summary: '邻里设置',
    access: moderator,
    input: place,
    output: ForumSettings.extend({ released: z.boolean() }),
  }),
  saveSettings: endpoint({
    id: 'forum.saveSettings',
    method: 'PUT',
    path: `${base}-office/settings`,
    summary: '开通或关闭邻里，改话题',
    access: manager,
    input: { ...place, ...ForumSettings.shape, version: Version },
    output: ForumSettings.extend({ released: z.boolean() }),
  }),
}
