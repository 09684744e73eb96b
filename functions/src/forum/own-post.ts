import { AppError } from '@linli/shared/errors'
import type { InputOf } from '@linli/shared/contract'
import type { forumApi } from '@linli/shared/forum/api'
import { verdictMinutes } from '@linli/shared/forum/rules'
import type { Post } from '@linli/shared/forum/schema'
import { addMinutes } from '@linli/shared/time'
import { type Context, reaching } from '../context'
import { releasedMedia } from '../files/attach-media'
import { looseOwner } from '../files/media-store'
import { outboxItem } from '../outbox'
import { movePost } from './move-post'
import { openForum } from './settings'
import { checkSaid, photosFor, speaker } from './speak'
import { type OfPost, loadPost, type StoredPost } from './store'
import { actorsOf, postView } from './views'

/** Throws record.not_found for anybody else's. */
function ownOnly(ctx: Context, post: StoredPost): void {
  if (!actorsOf(ctx, post).includes('author')) throw new AppError('record.not_found')
}

/** Other words, other pictures: out of sight until they passed. Throws record.changed, forum.refused. */
export async function edit(ctx: Context, input: InputOf<typeof forumApi.edit>): Promise<Post> {
  const { communityId, postId, version, text, topic, group, found, fileIds } = input
  const post = await movePost(reaching(ctx, looseOwner), { communityId, postId }, 'edit', async before => {
    const { topics, writes: speaking } = await speaker(ctx, input)
    ownOnly(ctx, before)
    if (before.version !== version) throw new AppError('record.changed')
    checkSaid(ctx, before.kind, { topic, group, found }, topics)
    const asked = fileIds ?? before.pictures.map(({ fileId }) => fileId)
    const { media, writes } = await photosFor(ctx, { communityId, postId, fileIds: asked })
    const round = before.round + 1
    const left = before.pictures.map(({ fileId }) => fileId).filter(fileId => !asked.includes(fileId))
    const freed = releasedMedia(ctx, { communityId, fileIds: left, to: `post#${postId}` })
    const kept = media.flatMap(({ fileId }) => Object.entries(before.check.pictures).filter(([id]) => id === fileId))
    return {
      set: {
        text,
        pictures: media,
        topic,
        group,
        found,
        round,
        editedAt: ctx.now(),
        check: { until: addMinutes(ctx.now(), verdictMinutes), pictures: Object.fromEntries(kept) },
      },
      remove: ['decision', 'reportedAt'],
      further: [
        ...speaking,
        ...writes,
        ...freed,
        outboxItem(ctx, 'jobs', { type: 'forum.check', communityId, postId, round }),
      ],
    }
  })
  return postView(ctx, post)
}

/** Out of everybody's sight at once; it is kept for a while for who asks why. */
export async function remove(ctx: Context, { communityId, postId }: OfPost): Promise<Record<string, never>> {
  await openForum(ctx, communityId)
  await movePost(ctx, { communityId, postId }, 'remove', before => {
    ownOnly(ctx, before)
    return {}
  })
  return {}
}

export async function appeal(ctx: Context, { text, ...of }: InputOf<typeof forumApi.appeal>): Promise<Post> {
  await openForum(ctx, of.communityId)
  await loadPost(ctx, of)
  const post = await movePost(ctx, of, 'appeal', before => {
    ownOnly(ctx, before)
    return { set: { appeal: { text, at: ctx.now() } } }
  })
  return postView(ctx, post)
}
