import * as z from 'zod'
import { ShownMedia } from '../files/media'
import { CommunityId, Id } from '../ids'
import { TypedFen } from '../money'
import { plainText } from '../plain-text'
import { BusinessDate, Instant } from '../time'

/** 闲聊、装修、团购、失物招领、建议 */
export const PostKind = z.enum(['chat', 'decoration', 'group_buy', 'lost_found', 'suggestion'])
export type PostKind = z.infer<typeof PostKind>

/** A reply goes the same way as a post, under one. */
export const SaidKind = z.enum([...PostKind.options, 'reply'])
export type SaidKind = z.infer<typeof SaidKind>

export const PostState = z.enum([
  'pending',
  'approved',
  'refused',
  'hidden',
  'taken_down',
  'appealed',
  'upheld',
  'deleted',
])
export type PostState = z.infer<typeof PostState>

export const PostEvent = z.enum([
  'send_to_desk',
  'pass',
  'refuse',
  'edit',
  'hide',
  'show',
  'take_down',
  'appeal',
  'restore',
  'uphold',
  'pin',
  'unpin',
  'dismiss',
  'report',
  'remove',
])
export type PostEvent = z.infer<typeof PostEvent>

/** Why something is refused or taken down, and there is no other: that it criticises the office is none. */
export const TakedownReason = z.enum(['advert', 'abuse', 'privacy', 'rumour', 'fraud', 'vulgar', 'illegal', 'flood'])
export type TakedownReason = z.infer<typeof TakedownReason>

/** `checked`: WeChat's check called it risky. */
export const RefusalReason = z.enum([...TakedownReason.options, 'checked'])
export type RefusalReason = z.infer<typeof RefusalReason>

/** Why a person has to look at it before others see it. */
export const ReviewWhy = z.enum(['unsure', 'author_absent', 'no_verdict', 'checker_down', 'no_checker'])
export type ReviewWhy = z.infer<typeof ReviewWhy>

export const textLimit = 3_000
export const PostText = plainText('内容', textLimit)
export const ReplyText = plainText('回复', 500)
export const Topic = plainText('话题', 8)

/** 女士、先生、邻居: after the surname. */
export const CalledAs = z.enum(['ms', 'mr', 'neighbour'])
export type CalledAs = z.infer<typeof CalledAs>

/** 团购: who wants something together. The price is for orientation; no money passes through here. */
export const GroupBuy = z.object({
  item: plainText('团购的东西', 40),
  priceFen: TypedFen.optional(),
  wanted: z.number().int().min(2, '至少 2 份').max(9_999, '最多 9,999 份'),
  until: BusinessDate,
  pickUp: plainText('取货地点', 60),
})
export type GroupBuy = z.infer<typeof GroupBuy>

export const LostFound = z.object({
  what: z.enum(['lost', 'found']),
  where: plainText('地点', 60),
  on: BusinessDate,
})
export type LostFound = z.infer<typeof LostFound>

/** What somebody says, as they typed it. */
export const Said = z.object({
  text: PostText,
  topic: Topic.optional(),
  group: GroupBuy.optional(),
  found: LostFound.optional(),
})
export type Said = z.infer<typeof Said>

/** A post or reply, as whoever may see it reads it. What is not published yet, or no more, only its author sees. */
export const Post = z.object({
  postId: Id,
  communityId: CommunityId,
  kind: SaidKind,
  /** Of a reply: what it is under. */
  replyTo: Id.optional(),
  state: PostState,
  /** 「3栋 王女士」 */
  author: z.string(),
  /** IP属地: a province, or 未知. */
  from: z.string(),
  /** In a list its beginning. */
  text: z.string(),
  topic: z.string().optional(),
  group: GroupBuy.optional(),
  found: LostFound.optional(),
  pictures: z.array(ShownMedia),
  at: Instant,
  edited: z.literal(true).optional(),
  pinned: z.literal(true).optional(),
  likes: z.number().int(),
  replies: z.number().int(),
  liked: z.boolean(),
  followed: z.boolean(),
  mine: z.boolean(),
  /** What the author alone reads: why it was refused or taken down, and what became of the appeal. */
  decision: z.object({ reason: RefusalReason, note: z.string().optional(), at: Instant }).optional(),
  appeal: z.object({ text: z.string(), at: Instant, answer: z.string().optional() }).optional(),
  /** 建议: the complaint of that kind which it became. */
  complaint: z.object({ complaintId: Id, number: z.string() }).optional(),
  may: z.array(PostEvent),
  version: z.number().int(),
})
export type Post = z.infer<typeof Post>

/** 不看, as whoever does not want it reads it: the post it was said of, and whether it is that or all of its author. */
export const UnwantedLine = z.object({
  postId: Id,
  what: z.enum(['post', 'author']),
  author: z.string(),
  at: Instant,
})
export type UnwantedLine = z.infer<typeof UnwantedLine>

/** Verdicts of WeChat's check as the office reads them; a piece without one is still being looked at. */
export const Verdict = z.enum(['pass', 'review', 'risky'])
export type Verdict = z.infer<typeof Verdict>

export const DeskShelf = z.enum(['review', 'reported', 'appeals', 'down', 'published'])
export type DeskShelf = z.infer<typeof DeskShelf>

/** The same for the office, with who wrote it. */
export const DeskPost = Post.omit({ liked: true, followed: true, mine: true, likes: true, replies: true }).extend({
  roomCode: z.string().optional(),
  /** By which the author can be muted; a deleted account has none. */
  accountId: Id.optional(),
  why: ReviewWhy.optional(),
  textVerdict: Verdict.optional(),
  pictureVerdicts: z.record(z.string(), Verdict),
  reportedAt: Instant.optional(),
  hiddenAt: Instant.optional(),
  waitingSince: Instant.optional(),
  /** What the edit or decision is about: a verdict for another round is stale. */
  round: z.number().int(),
})
export type DeskPost = z.infer<typeof DeskPost>

export const Report = z.object({ reason: TakedownReason, note: z.string().optional(), at: Instant })
export type Report = z.infer<typeof Report>

export const Mute = z.object({
  accountId: Id,
  author: z.string(),
  until: Instant,
  reason: z.string(),
  by: z.string(),
  at: Instant,
})
export type Mute = z.infer<typeof Mute>

export const mostTopics = 12
export const mostPins = 3

export const ForumSettings = z.object({
  on: z.boolean(),
  topics: z.array(Topic).max(mostTopics, `最多 ${mostTopics} 个话题`),
  version: z.number().int(),
})
export type ForumSettings = z.infer<typeof ForumSettings>
