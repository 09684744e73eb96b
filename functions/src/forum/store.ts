import { Media } from '@linli/shared/files/media'
import { AppError } from '@linli/shared/errors'
import { CommunityId, Id } from '@linli/shared/ids'
import { hiddenMinutes, keptDays } from '@linli/shared/forum/rules'
import {
  type DeskShelf,
  GroupBuy,
  LostFound,
  PostState,
  RefusalReason,
  ReviewWhy,
  SaidKind,
  Verdict,
} from '@linli/shared/forum/schema'
import { addMinutes, Instant } from '@linli/shared/time'
import * as z from 'zod'
import type { Context } from '../context'
import type { Item, Key } from '../db'
import type { Write } from '../db-write'

/**
 * How far the check of one round is; an edit begins another. `why`: a person has to look, and no verdict publishes it any
 * more. Pictures keep their verdict over rounds: they are the same bytes.
 */
const Check = z.object({
  until: Instant,
  text: Verdict.optional(),
  pictures: z.record(z.string(), Verdict),
  why: ReviewWhy.optional(),
  since: Instant.optional(),
})

/** A post or reply as kept: with the account that wrote it, until that is deleted. Where it was written from is a province alone. */
export const StoredPost = z.object({
  postId: Id,
  communityId: CommunityId,
  kind: SaidKind,
  replyTo: Id.optional(),
  roomId: Id.optional(),
  roomCode: z.string().optional(),
  accountId: Id.optional(),
  author: z.string(),
  from: z.string(),
  text: z.string(),
  topic: z.string().optional(),
  group: GroupBuy.optional(),
  found: LostFound.optional(),
  pictures: z.array(Media),
  state: PostState,
  round: z.number().int(),
  check: Check,
  createdAt: Instant,
  publishedAt: Instant.optional(),
  editedAt: Instant.optional(),
  decision: z.object({ reason: RefusalReason, note: z.string().optional(), at: Instant }).optional(),
  appeal: z.object({ text: z.string(), at: Instant, answer: z.string().optional() }).optional(),
  hiddenAt: Instant.optional(),
  reportedAt: Instant.optional(),
  pinnedAt: Instant.optional(),
  /** Which of the few places it is pinned at. */
  pinPlace: z.number().int().optional(),
  complaint: z.object({ complaintId: Id, number: z.string() }).optional(),
  endedAt: Instant.optional(),
  version: z.number().int(),
})
export type StoredPost = z.infer<typeof StoredPost>

export type OfPost = { communityId: string; postId: string }

export const postsPk = (communityId: string) => `C#${communityId}#posts`
export const postKey = ({ communityId, postId }: OfPost): Key => ({ pk: postsPk(communityId), sk: postId })
export const listPk = (communityId: string, name: string) => `C#${communityId}#forum-list#${name}`
export const repliesPk = (communityId: string, postId: string) => `C#${communityId}#forum-replies#${postId}`
/** What waits for a person is one list by shelf and time, which the office's morning counts in one read. */
const waitingShelves = new Set<DeskShelf>(['review', 'reported', 'appeals'])
export const waitingPk = (communityId: string) => `C#${communityId}#forum-desk#waiting`
export const shelfOf = (communityId: string, shelf: DeskShelf): { pk: string; begins?: string } =>
  waitingShelves.has(shelf)
    ? { pk: waitingPk(communityId), begins: `${shelf}#` }
    : { pk: `C#${communityId}#forum-desk#${shelf}` }
/** The places for pinned posts: whoever takes one writes it only if it is free. */
export const pinKey = (communityId: string, place: number): Key => ({
  pk: `C#${communityId}#forum-pins`,
  sk: `${place}`,
})
export const accountPosts = (accountId: string) => `A#${accountId}#forum`
/** How much an account said on each day. */
export const accountSaid = (accountId: string) => `A#${accountId}#forum-said`
/** What an account liked, follows and reported: as much of it as its deletion has to find. */
export const accountMarks = (accountId: string) => `A#${accountId}#forum-marks`

const ofPostPk = ({ communityId, postId }: OfPost) => `C#${communityId}#post#${postId}`
export const countsKey = (of: OfPost): Key => ({ pk: ofPostPk(of), sk: 'counts' })
/** Of a reply: who wants to hear of it has heard. */
export const toldKey = (of: OfPost): Key => ({ pk: ofPostPk(of), sk: 'told' })
export const wordsKey = (of: OfPost): Key => ({ pk: ofPostPk(of), sk: 'words' })
export type Mark = 'like' | 'follow' | 'report'
export const marksOf = (of: OfPost, mark: Mark) => ({ pk: ofPostPk(of), begins: `${mark}#` })
export const markKey = (of: OfPost, mark: Mark, accountId: string): Key => ({
  pk: ofPostPk(of),
  sk: `${mark}#${accountId}`,
})

/** Where posts wait for the clock: reached on purpose. */
export const clockOwner = 'G#forum#'
export const clockShards = Array.from({ length: 16 }, (_, i) => `${clockOwner}${i}`)
const shardOf = (id: string) => id.charCodeAt(id.length - 1) % clockShards.length

/** When the clock looks at it again: no verdict came, nobody decided what is hidden, or it was kept long enough. */
export function dueOf({ state, check, hiddenAt, endedAt }: StoredPost): string | undefined {
  if (state === 'pending') return check.why ? undefined : check.until
  if (state === 'hidden') return hiddenAt && addMinutes(hiddenAt, hiddenMinutes)
  return endedAt && addMinutes(endedAt, keptDays * 1_440)
}

export function postItem(post: StoredPost): Item {
  const due = dueOf(post)
  return {
    ...postKey(post),
    ...post,
    ...(due && { gs3pk: `${clockOwner}${shardOf(post.postId)}`, gs3sk: `${due}#${post.communityId}` }),
  }
}

/**
 * Where it stands: in the lists of those who live here only while it is approved, on the office's shelves as it waits there.
 * Pointers in the table itself, written with it: no list shows what a late index would still have.
 */
export function placesOf(post: StoredPost): Key[] {
  const { communityId, postId, kind, replyTo, topic, state, publishedAt, pinnedAt, pinPlace, check } = post
  const at = (time: string) => `${time}#${postId}`
  const shelf = (name: DeskShelf, time: string | undefined): Key[] => {
    const { pk, begins = '' } = shelfOf(communityId, name)
    return time === undefined ? [] : [{ pk, sk: `${begins}${at(time)}` }]
  }
  if (state === 'pending') return check.why ? shelf('review', check.since) : []
  if (state === 'appealed') return shelf('appeals', post.appeal?.at)
  if (state === 'hidden') return shelf('down', post.hiddenAt)
  if (state === 'taken_down' || state === 'upheld') return shelf('down', post.decision?.at)
  if (state !== 'approved' || publishedAt === undefined) return []
  const desk = [...shelf('published', publishedAt), ...shelf('reported', post.reportedAt)]
  const sk = at(publishedAt)
  if (replyTo) return [{ pk: repliesPk(communityId, replyTo), sk }, ...desk]
  return [
    { pk: listPk(communityId, 'all'), sk: pinnedAt ? `~${sk}` : sk },
    { pk: listPk(communityId, `kind#${kind}`), sk },
    ...(topic ? [{ pk: listPk(communityId, `topic#${topic}`), sk }] : []),
    ...(pinPlace === undefined ? [] : [pinKey(communityId, pinPlace)]),
    ...desk,
  ]
}

/** One that nobody else has changed since it was read, with where it stands from now on, and no longer. */
export function postWrites(next: StoredPost, before: StoredPost | undefined): Write[] {
  const put = postItem(next)
  const nameOf = ({ pk, sk }: Key) => `${pk}|${sk}`
  const [now, then] = [placesOf(next), before ? placesOf(before) : []]
  const [stays, was] = [new Set(now.map(nameOf)), new Set(then.map(nameOf))]
  return [
    before ? { put, if: { version: before.version } } : { put, ifAbsent: true },
    ...then.filter(key => !stays.has(nameOf(key))).map(key => ({ delete: key })),
    // No pointer is there before, but for a place to pin at, which somebody else may just have taken.
    ...now.filter(key => !was.has(nameOf(key))).map(key => ({ put: key, ifAbsent: true })),
  ]
}

/** One, consistently. Throws record.not_found. */
export async function loadPost(ctx: Context, of: OfPost): Promise<StoredPost> {
  const post = await ctx.db.get(postKey(of), StoredPost)
  if (!post || post.state === 'deleted') throw new AppError('record.not_found')
  return post
}
