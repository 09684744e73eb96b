import { AppError } from '@linli/shared/errors'
import type { InputOf } from '@linli/shared/contract'
import type { forumApi } from '@linli/shared/forum/api'
import { authorName, verdictMinutes } from '@linli/shared/forum/rules'
import type { CalledAs, Post, SaidKind } from '@linli/shared/forum/schema'
import { saidKindNames } from '@linli/shared/forum/words'
import { addMinutes } from '@linli/shared/time'
import { auditItem } from '../audit'
import { suggestionItems } from '../complaints/submit'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { idempotencyItems } from '../idempotency'
import { grantsKey } from '../identity/homes'
import { outboxItem } from '../outbox'
import { checkSaid, photosFor, provinceOf, type Speaker, speaker, writtenItem } from './speak'
import { clockOwner, loadPost, postWrites, type StoredPost } from './store'
import { isVisible, nothingBeside, postView } from './views'

/**
 * One post, once for its key. Nobody but its author sees it before WeChat's check, or a person, let it pass. A suggestion
 * becomes a complaint of that kind in the same transaction: the office answers it whether or not neighbours see it.
 */
export const post = (ctx: Context, input: InputOf<typeof forumApi.post>): Promise<Post> =>
  deciding(() => postOnce(ctx, input))

async function postOnce(ctx: Context, input: InputOf<typeof forumApi.post>): Promise<Post> {
  const { communityId, kind, text, topic, group, found, fileIds = [], calledAs } = input
  const who = await speaker(ctx, input)
  checkSaid(ctx, kind, { topic, group, found }, who.topics)
  const postId = ctx.newId()
  const { media, writes } = await photosFor(ctx, { communityId, postId, fileIds })
  const suggestion = kind === 'suggestion' ? suggestionItems(ctx, who.home, text) : undefined
  const said: StoredPost = {
    ...(await newlySaid(ctx, who, { kind, postId, text, calledAs })),
    ...(topic && { topic }),
    ...(group && { group }),
    ...(found && { found }),
    ...(suggestion && { complaint: suggestion.complaint }),
    pictures: media,
  }
  return begin(ctx, said, [...who.writes, ...writes, ...(suggestion?.writes ?? [])], suggestion?.owners)
}

/** The same under a post that the caller sees. Throws record.not_found. */
export const reply = (ctx: Context, input: InputOf<typeof forumApi.reply>): Promise<Post> =>
  deciding(() => replyOnce(ctx, input))

async function replyOnce(ctx: Context, input: InputOf<typeof forumApi.reply>): Promise<Post> {
  const { communityId, postId: replyTo, text, calledAs } = input
  const who = await speaker(ctx, input)
  const under = await loadPost(ctx, { communityId, postId: replyTo })
  if (under.replyTo || under.state !== 'approved' || !isVisible(ctx, under)) throw new AppError('record.not_found')
  const said = await newlySaid(ctx, who, { kind: 'reply', postId: ctx.newId(), text, calledAs })
  return begin(ctx, { ...said, replyTo }, who.writes)
}

type Wish = { kind: SaidKind; postId: string; text: string; calledAs: CalledAs }

async function newlySaid(ctx: Context, { actor, home }: Speaker, wish: Wish): Promise<StoredPost> {
  const { kind, postId, text, calledAs } = wish
  return {
    postId,
    communityId: home.communityId,
    kind,
    roomId: home.roomId,
    roomCode: home.roomCode,
    accountId: actor.accountId,
    author: authorName(home, calledAs),
    from: await provinceOf(ctx),
    text,
    pictures: [],
    state: 'pending',
    round: 1,
    check: { until: addMinutes(ctx.now(), verdictMinutes), pictures: {} },
    createdAt: ctx.now(),
    version: 1,
  }
}

async function begin(ctx: Context, said: StoredPost, further: Write[], owners: string[] = []): Promise<Post> {
  const { communityId, postId, kind, round, accountId = '' } = said
  const answer = await postView(ctx, said, nothingBeside)
  const audit = auditItem(ctx, {
    communityId,
    action: 'forum.post',
    objectType: 'post',
    objectId: postId,
    summary: `${saidKindNames[kind]}，送检查`,
  })
  await reaching(ctx, clockOwner, ...owners).db.transact(
    [
      ...postWrites(said, undefined),
      writtenItem(ctx, accountId, communityId, postId),
      // An account that is deleted meanwhile leaves nothing behind that its deletion would not find.
      { check: grantsKey(accountId), if: { version: { atLeast: 0 } } },
      ...further,
      outboxItem(ctx, 'jobs', { type: 'forum.check', communityId, postId, round }),
      audit,
      ...idempotencyItems(ctx, answer),
    ],
    audit.put,
  )
  return answer
}
