import * as z from 'zod'
import { ShownMedia, UploadKind } from '../files/media'
import { CommunityId, Id } from '../ids'
import { CallMark } from '../messages/schema'
import { oneLine, plainText } from '../plain-text'
import type { Schema } from '../schema'
import { BusinessDate, Instant } from '../time'

/** 通知 停水停电 活动 安全提示 公示 紧急 */
export const NoticeCategory = z.enum(['notice', 'outage', 'activity', 'safety', 'disclosure', 'emergency'])
export type NoticeCategory = z.infer<typeof NoticeCategory>

export const NoticeState = z.enum(['draft', 'scheduled', 'published', 'expired', 'withdrawn'])
export type NoticeState = z.infer<typeof NoticeState>

export const NoticeTimer = z.enum(['publish_due', 'expire'])
export type NoticeTimer = z.infer<typeof NoticeTimer>
export const NoticeEvent = z.enum([
  'edit',
  'schedule',
  'unschedule',
  'publish',
  'pin',
  'unpin',
  'withdraw',
  'remind',
  'answer',
  ...NoticeTimer.options,
])
export type NoticeEvent = z.infer<typeof NoticeEvent>

/** 物业服务中心, 业主委员会, 居委会: in whose name it is, and whom to call about it. */
export const NoticePublisher = z.object({
  kind: z.enum(['office', 'committee', 'neighbourhood']),
  name: oneLine('发布单位', 40),
  contact: oneLine('联系人', 20).optional(),
  phone: z.string().regex(/^[0-9+\- ]{3,20}$/, '请填写联系电话'),
})
export type NoticePublisher = z.infer<typeof NoticePublisher>

const number = z.string().trim().min(1).max(20)
const few = <T extends Schema>(each: T) => z.array(each).min(1, '请选楼栋或单元').max(100, '最多选 100 个')
/** Whom it is for: everybody who lives here, or in some buildings or units. */
export const NoticeScope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('community') }),
  z.object({ kind: z.literal('buildings'), buildings: few(number) }),
  z.object({ kind: z.literal('units'), units: few(z.object({ building: number, unit: number })) }),
])
export type NoticeScope = z.infer<typeof NoticeScope>

export const noticeLimits = { blocks: 60, characters: 10_000, pictures: 9, attachments: 5, days: 366 } as const

/** The text in pieces that each screen draws its own way: never HTML. */
export const NoticeBlock = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), text: oneLine('小标题', 60) }),
  z.object({ kind: z.literal('paragraph'), text: plainText('正文', 2_000) }),
  z.object({ kind: z.literal('list'), items: z.array(oneLine('列表', 200)).min(1, '请填写列表').max(30) }),
  /** `caption`: what is to be seen, for who cannot see it. */
  z.object({ kind: z.literal('picture'), fileId: Id, caption: oneLine('图片说明', 60) }),
])
export type NoticeBlock = z.infer<typeof NoticeBlock>

/** Characters of all pieces together. */
const lengthOf = (blocks: readonly NoticeBlock[]): number =>
  blocks.reduce(
    (sum, block) =>
      sum + (block.kind === 'list' ? block.items.join('').length : 'text' in block ? block.text.length : 0),
    0,
  )

export const picturesIn = (blocks: readonly NoticeBlock[]): string[] =>
  blocks.flatMap(block => (block.kind === 'picture' ? [block.fileId] : []))

const { blocks, characters, pictures, attachments } = noticeLimits
export const NoticeBlocks = z
  .array(NoticeBlock)
  .min(1, '请填写正文')
  .max(blocks, `最多 ${blocks} 段`)
  .refine(all => lengthOf(all) <= characters, `正文最多 ${characters} 字`)
  .refine(all => picturesIn(all).length <= pictures, `最多 ${pictures} 张图片`)
  .refine(all => new Set(picturesIn(all)).size === picturesIn(all).length, '同一张图片只放一次')

export const NoticeAttachment = z.object({ fileId: Id, name: oneLine('附件名', 60) })
export type NoticeAttachment = z.infer<typeof NoticeAttachment>

/** What is written by a person. `until`: its last day; `objectionsUntil`: the last day of a 公示's period. */
export const NoticeText = z.object({
  category: NoticeCategory,
  title: oneLine('标题', 40),
  publisher: NoticePublisher,
  scope: NoticeScope,
  blocks: NoticeBlocks,
  attachments: z
    .array(NoticeAttachment)
    .max(attachments, `最多 ${attachments} 个附件`)
    .refine(all => new Set(all.map(({ fileId }) => fileId)).size === all.length, '同一个附件只放一次'),
  until: BusinessDate,
  objectionsUntil: BusinessDate.optional(),
})
export type NoticeText = z.infer<typeof NoticeText>

/** A line of a list, as residents see it. */
export const NoticeBrief = NoticeText.pick({ category: true, title: true, until: true, objectionsUntil: true }).extend({
  noticeId: Id,
  by: z.string(),
  publishedAt: Instant,
  pinned: z.boolean(),
})
export type NoticeBrief = z.infer<typeof NoticeBrief>

/** The same with what the person who asks has done: read it, confirmed an emergency. */
export const MyNoticeRow = NoticeBrief.extend({ read: z.boolean(), confirmed: z.boolean() })
export type MyNoticeRow = z.infer<typeof MyNoticeRow>

export const NoticeAnswer = z.object({ text: z.string(), by: z.string(), at: Instant })
/** 异议 to a 公示, as whoever made it reads it. */
export const MyObjection = z.object({ text: z.string(), at: Instant, answer: NoticeAnswer.optional() })
export type MyObjection = z.infer<typeof MyObjection>

/** With a private link, which holds for 5 minutes. */
export const ShownAttachment = NoticeAttachment.extend({ url: z.string(), kind: UploadKind.exclude(['video']) })
export type ShownAttachment = z.infer<typeof ShownAttachment>

export const MyNotice = MyNoticeRow.extend({
  publisher: NoticePublisher,
  blocks: z.array(NoticeBlock),
  pictures: z.array(ShownMedia),
  attachments: z.array(ShownAttachment),
  objection: MyObjection.optional(),
  mayObject: z.boolean(),
  /** No longer published: shown to who objected to it, for the answer; of what was withdrawn without its text. */
  over: NoticeState.extract(['expired', 'withdrawn']).optional(),
})
export type MyNotice = z.infer<typeof MyNotice>

/** As the office lists it. */
export const OfficeNotice = NoticeText.omit({ blocks: true, attachments: true }).extend({
  noticeId: Id,
  communityId: CommunityId,
  state: NoticeState,
  pinned: z.boolean(),
  createdAt: Instant,
  createdBy: z.string(),
  startsAt: Instant.optional(),
  publishedAt: Instant.optional(),
  publishedBy: z.string().optional(),
  endedAt: Instant.optional(),
  withdrawnFor: z.string().optional(),
  remindedAt: Instant.optional(),
  version: z.number().int(),
})
export type OfficeNotice = z.infer<typeof OfficeNotice>

export const NoticeFigures = z.object({
  read: z.number().int(),
  confirmed: z.number().int(),
  objections: z.number().int(),
})
export type NoticeFigures = z.infer<typeof NoticeFigures>

export const NoticeDetail = OfficeNotice.extend({
  blocks: z.array(NoticeBlock),
  pictures: z.array(ShownMedia),
  attachments: z.array(ShownAttachment),
  figures: NoticeFigures,
  may: z.array(NoticeEvent),
})
export type NoticeDetail = z.infer<typeof NoticeDetail>

/** 异议, as the office reads it. */
export const Objection = MyObjection.extend({
  objectionId: Id,
  noticeId: Id,
  name: z.string(),
  roomCode: z.string().optional(),
})
export type Objection = z.infer<typeof Objection>

/** Somebody who lives in a home that has not read or confirmed a notice. */
export const UnreadHome = z.object({
  roomId: Id,
  roomCode: z.string(),
  called: CallMark.optional(),
  people: z.array(z.object({ personId: Id, name: z.string(), phone: z.string().optional() })),
})
export type UnreadHome = z.infer<typeof UnreadHome>
