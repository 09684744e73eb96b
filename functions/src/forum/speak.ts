import { AppError } from '@linli/shared/errors'
import { saidProblem } from '@linli/shared/forum/rules'
import type { Said, SaidKind } from '@linli/shared/forum/schema'
import { nowhere, postRefusals } from '@linli/shared/forum/words'
import { mediaLimits } from '@linli/shared/files/media'
import { homeOf } from '../access'
import type { Context, GrantedHome } from '../context'
import type { Write } from '../db-write'
import { attachedMedia } from '../files/attach-media'
import { type AccountActor, accountActor } from '../identity/account'
import { notMuted } from './mutes'
import { countSaid } from './said-today'
import { openForum } from './settings'
import { accountPosts } from './store'

/** `writes` go into the transaction of what is said: they hold only while its author may say it. */
export type Speaker = { actor: AccountActor; home: GrantedHome; topics: readonly string[]; writes: Write[] }

/** Who may speak here now: lives here, is not muted, and has not said too much today. Throws forum.off, forum.muted, forum.refused. */
export async function speaker(
  ctx: Context,
  { communityId, roomId }: { communityId: string; roomId: string },
): Promise<Speaker> {
  const actor = accountActor(ctx)
  const home = homeOf(actor, { communityId, roomId }, ctx.today())
  if (!home) throw new AppError('access.forbidden')
  const [{ topics }, ...writes] = await Promise.all([
    openForum(ctx, communityId),
    notMuted(ctx, communityId, actor.accountId),
    countSaid(ctx, actor.accountId),
  ])
  return { actor, home, topics, writes }
}

/** Throws request.invalid. */
export function checkSaid(
  ctx: Context,
  kind: SaidKind,
  said: { [K in keyof Omit<Said, 'text'>]: Said[K] | undefined },
  topics: readonly string[],
): void {
  const { topic, group, found } = said
  const given = { ...(topic && { topic }), ...(group && { group }), ...(found && { found }) }
  const problem = saidProblem(kind, given, { today: ctx.today(), topics })
  if (problem) throw new AppError('request.invalid', { fields: [problem] })
}

/** Photos that go with it, each once. Throws files.not_arrived, request.invalid. */
export async function photosFor(
  ctx: Context,
  { communityId, postId, fileIds }: { communityId: string; postId: string; fileIds: readonly string[] },
): Promise<Awaited<ReturnType<typeof attachedMedia>>> {
  const found = await attachedMedia(ctx, { communityId, fileIds: [...new Set(fileIds)], to: `post#${postId}` })
  const invalid = (message: string) => new AppError('request.invalid', { fields: [{ path: 'fileIds', message }] })
  if (found.media.some(({ kind }) => kind !== 'photo')) throw invalid(postRefusals.onlyPhotos)
  if (found.media.length > mediaLimits.photo.pieces) throw invalid(postRefusals.photos(mediaLimits.photo.pieces))
  return found
}

/** The province that a request comes from; the address itself is kept nowhere. */
export async function provinceOf({ deps, address }: Context): Promise<string> {
  return (address && (await deps.ipPlaces.provinceOf(address))) || nowhere
}

/** Where an account finds what it wrote, and its deletion too. */
export const writtenItem = (ctx: Context, accountId: string, communityId: string, postId: string): Write => ({
  put: { pk: accountPosts(accountId), sk: postId, communityId, at: ctx.now() },
})
