import { CommunityId, Id } from '@linli/shared/ids'
import { lostFoundNames } from '@linli/shared/forum/words'
import type { Verdict } from '@linli/shared/forum/schema'
import * as z from 'zod'
import { communityContext, type Context, type Deps } from '../context'
import { mediaObjectKey } from '../files/media-store'
import { openidOfAccount } from '../identity/account'
import { errorName } from '../log'
import { judge } from './judge'
import { postKey, StoredPost } from './store'
import { expectVerdict } from './verdicts'

export const CheckBody = z.object({ communityId: CommunityId, postId: Id, round: z.number().int() })

/** What WeChat takes at once, in characters; parts overlap, so that no word is cut where two meet. */
const mostAtOnce = 2_500
const overlap = 50

/**
 * Asks WeChat about one round of a post: its words at once, each picture by a verdict that is pushed later. Told twice it
 * asks for what has no verdict yet. Whatever keeps a verdict from coming leads to a person, never to the neighbours.
 */
export async function checkPost(deps: Deps, { round, ...of }: z.output<typeof CheckBody>): Promise<void> {
  const ctx = communityContext(deps, of.communityId)
  const post = await ctx.db.get(postKey(of), StoredPost)
  if (post?.state !== 'pending' || post.round !== round || post.check.why) return
  const openid = post.accountId && (await openidOfAccount(ctx, post.accountId))
  if (!openid) return judge(ctx, of, round, { why: 'no_checker' })
  try {
    if (!post.check.text) {
      const verdict = await textVerdict(deps, openid, wordsOf(post))
      await judge(ctx, of, round, verdict === 'absent' ? { why: 'author_absent' } : { text: verdict })
      if (verdict === 'risky') return
    }
    await askPictures(ctx, post, openid)
  } catch (error) {
    deps.log.warn('forum.checker_down', { postId: of.postId, error: errorName(error) })
    await judge(ctx, of, round, { why: 'checker_down' })
  }
}

/** Everything that somebody typed: a group's item and a place are read by neighbours too. */
const wordsOf = ({ text, topic, group, found }: StoredPost): string =>
  [text, topic, group?.item, group?.pickUp, found && `${lostFoundNames[found.what]} ${found.where}`]
    .filter(part => part !== undefined)
    .join('\n')

/** A long text in parts: the worst verdict is that of the whole. */
export function partsOf(text: string): string[] {
  const characters = [...text]
  const count = Math.max(1, Math.ceil((characters.length - overlap) / (mostAtOnce - overlap)))
  return Array.from({ length: count }, (_, i) => {
    const from = i * (mostAtOnce - overlap)
    return characters.slice(from, from + mostAtOnce).join('')
  })
}

const worst = ['risky', 'absent', 'review', 'pass'] as const

async function textVerdict(deps: Deps, openid: string, text: string): Promise<Verdict | 'absent'> {
  const told: (Verdict | 'absent')[] = []
  for (const content of partsOf(text)) told.push(await deps.wechat.checkText({ openid, content }))
  return worst.find(verdict => told.includes(verdict)) ?? 'review'
}

async function askPictures(ctx: Context, post: StoredPost, openid: string): Promise<void> {
  const { communityId, postId, round, pictures, check } = post
  for (const { fileId } of pictures.filter(each => check.pictures[each.fileId] === undefined)) {
    const url = await ctx.files.downloadUrl(mediaObjectKey({ communityId, fileId }))
    const asked = await ctx.deps.wechat.checkPicture({ openid, url })
    if (asked === 'absent') return judge(ctx, { communityId, postId }, round, { why: 'author_absent' })
    await expectVerdict(ctx.deps, asked.traceId, { communityId, postId, round, fileId })
  }
}
