import * as z from 'zod'
import { endpoint, page, pageInput, Version } from '../contract'
import { mediaLimits } from '../files/media'
import { CommunityId, Id } from '../ids'
import { plainText } from '../plain-text'
import { CalledAs, Mute, Post, PostKind, ReplyText, Said, TakedownReason, UnwantedLine } from './schema'
import { postRefusals } from './words'

const home = { communityId: CommunityId, roomId: Id }
const one = { ...home, postId: Id }
const own = '/v1/c/:communityId/rooms/:roomId/forum' as const
/** Verified residents: whoever lives here today, by the register. */
const lives = { kind: 'home', roles: ['owner', 'tenant', 'family'] } as const

const most = mediaLimits.photo.pieces
const fileIds = z.array(Id).max(most, postRefusals.photos(most)).optional()
/** A page is two requests to the store: pointers, and then the posts with what the reader did to them. */
const someInput = { ...pageInput, limit: z.coerce.number().int().min(1).max(20).default(20) }

/** 邻里. Where the community, or this release, has it off, nothing here answers. */
export const forumApi = {
  face: endpoint({
    id: 'forum.face',
    method: 'GET',
    path: `${own}-lists/face`,
    summary: '邻里是否开通，有哪些话题，自己能不能发言',
    access: lives,
    input: home,
    output: z.object({
      on: z.boolean(),
      topics: z.array(z.string()),
      /** Until when the caller may not speak, and why. */
      muted: Mute.pick({ until: true, reason: true }).optional(),
    }),
  }),
  /** One filter at a time; the newest first, what is pinned before them. */
  list: endpoint({
    id: 'forum.list',
    method: 'GET',
    path: own,
    summary: '邻里的内容，新的在前；有哪些话题',
    access: lives,
    input: { ...home, kind: PostKind.optional(), topic: z.string().max(20).optional(), ...someInput },
    output: page(Post).extend({ topics: z.array(z.string()) }),
  }),
  search: endpoint({
    id: 'forum.search',
    method: 'GET',
    path: `${own}-lists/search`,
    summary: '在邻里里查找',
    access: lives,
    input: { ...home, q: z.string().trim().min(1).max(40), ...someInput },
    output: page(Post),
  }),
  mine: endpoint({
    id: 'forum.mine',
    method: 'GET',
    path: `${own}-lists/mine`,
    summary: '我发的，新的在前',
    access: lives,
    input: { ...home, ...someInput },
    output: page(Post),
  }),
  followed: endpoint({
    id: 'forum.followed',
    method: 'GET',
    path: `${own}-lists/followed`,
    summary: '我关注的',
    access: lives,
    input: { ...home, ...someInput },
    output: page(Post),
  }),
  get: endpoint({
    id: 'forum.get',
    method: 'GET',
    path: `${own}/:postId`,
    summary: '一条和它的回复，先回的在前',
    access: lives,
    input: { ...one, ...someInput },
    output: page(Post).extend({ post: Post }),
  }),
  post: endpoint({
    id: 'forum.post',
    method: 'POST',
    path: own,
    summary: '发一条',
    access: lives,
    input: { ...home, kind: PostKind, ...Said.shape, calledAs: CalledAs, fileIds },
    output: Post,
    idempotent: true,
  }),
  reply: endpoint({
    id: 'forum.reply',
    method: 'POST',
    path: `${own}/:postId/replies`,
    summary: '回复',
    access: lives,
    input: { ...one, text: ReplyText, calledAs: CalledAs },
    output: Post,
    idempotent: true,
  }),
  edit: endpoint({
    id: 'forum.edit',
    method: 'PUT',
    path: `${own}/:postId`,
    summary: '修改自己的，重新审核',
    access: lives,
    input: { ...one, ...Said.shape, fileIds, version: Version },
    output: Post,
  }),
  remove: endpoint({
    id: 'forum.remove',
    method: 'POST',
    path: `${own}/:postId/remove`,
    summary: '删除自己的',
    access: lives,
    input: one,
    output: z.object({}),
  }),
  like: endpoint({
    id: 'forum.like',
    method: 'PUT',
    path: `${own}/:postId/like`,
    summary: '赞，或取消',
    access: lives,
    input: { ...one, on: z.boolean() },
    output: z.object({ on: z.boolean() }),
  }),
  follow: endpoint({
    id: 'forum.follow',
    method: 'PUT',
    path: `${own}/:postId/follow`,
    summary: '关注，或取消',
    access: lives,
    input: { ...one, on: z.boolean() },
    output: z.object({ on: z.boolean() }),
  }),
  /** For the caller alone, on whatever phone; at most 200, the oldest make room. */
  unwant: endpoint({
    id: 'forum.unwant',
    method: 'PUT',
    path: `${own}/:postId/unwanted`,
    summary: '不看这条，或不看这个人发的，或重新看',
    access: lives,
    input: { ...one, what: UnwantedLine.shape.what, on: z.boolean() },
    output: z.object({ on: z.boolean() }),
  }),
  unwanted: endpoint({
    id: 'forum.unwanted',
    method: 'GET',
    path: `${own}-lists/unwanted`,
    summary: '我不看的',
    access: lives,
    input: home,
    output: z.object({ items: z.array(UnwantedLine) }),
  }),
  report: endpoint({
    id: 'forum.report',
    method: 'POST',
    path: `${own}/:postId/report`,
    summary: '举报',
    access: lives,
    input: { ...one, reason: TakedownReason, note: plainText('说明', 200).optional() },
    output: z.object({}),
  }),
  appeal: endpoint({
    id: 'forum.appeal',
    method: 'POST',
    path: `${own}/:postId/appeal`,
    summary: '对不通过或下架提出申诉',
    access: lives,
    input: { ...one, text: plainText('申诉理由', 500) },
    output: Post,
  }),
}
