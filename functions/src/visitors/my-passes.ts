import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { beijingDate } from '@linli/shared/time'
import type { MyPass, Pass } from '@linli/shared/visitors/schema'
import type { visitorsApi } from '@linli/shared/visitors/api'
import { homeOf } from '../access'
import type { Context } from '../context'
import { shownMedia } from '../files/attach-media'
import { accountActor } from '../identity/account'
import { movePass } from './move-pass'
import { answeredBy, loadPass, myPassView, ofAccountItems, passesOfRoom, passView, StoredPass } from './store'

type OfMine = { communityId: string; roomId: string; passId: string }

/** Whoever moved in later does not read who came before. */
const isOfTheirTime = (ctx: Context, { createdAt, ...pass }: StoredPass): boolean => {
  const home = homeOf(accountActor(ctx), pass, ctx.today())
  return home !== undefined && home.from <= beijingDate(createdAt)
}

/** The household's, newest first. */
export async function myPasses(
  ctx: Context,
  { communityId, roomId, ...page }: { communityId: string; roomId: string; limit: number; cursor?: string | undefined },
): Promise<{ items: Pass[]; cursor?: string }> {
  const pk = passesOfRoom(communityId, roomId)
  const found = await ctx.db.query({ index: 'gs2', pk, schema: StoredPass, newestFirst: true, ...page })
  return { ...found, items: found.items.filter(pass => isOfTheirTime(ctx, pass)).map(pass => passView(ctx, pass)) }
}

/** Throws record.not_found for what is of another room, or of an earlier household. */
async function loadMine(ctx: Context, { roomId, ...of }: OfMine): Promise<StoredPass> {
  const pass = await loadPass(ctx, of)
  if (pass.roomId !== roomId || !isOfTheirTime(ctx, pass)) throw new AppError('record.not_found')
  return pass
}

/** With the photo of a walk-in, by a private link. */
export async function getMyPass(ctx: Context, of: OfMine): Promise<MyPass> {
  const { photo: media, ...pass } = await loadMine(ctx, of)
  const [photo] = await shownMedia(ctx, pass.communityId, media ? [media] : [])
  return { ...myPassView(ctx, pass), ...(photo && { photo }) }
}

export async function revoke(ctx: Context, of: OfMine): Promise<MyPass> {
  const { communityId, passId } = await loadMine(ctx, of)
  return myPassView(ctx, await movePass(ctx, { communityId, passId }, 'revoke'))
}

/** 让他进 or 不认识; the walk-in is then whoever's answered. Answered alike before: the same. Throws visitors.refused. */
export async function answer(ctx: Context, { allow, ...of }: InputOf<typeof visitorsApi.answer>): Promise<MyPass> {
  const before = await loadMine(ctx, of)
  if (before.state === (allow ? 'active' : 'refused')) return myPassView(ctx, before)
  const { communityId, passId } = before
  const { accountId } = accountActor(ctx)
  const taken = before.walkIn
    ? { set: { accountId, ...answeredBy(before, 'household') }, further: () => ofAccountItems(ctx, before, accountId) }
    : {}
  return myPassView(ctx, await movePass(ctx, { communityId, passId }, allow ? 'allow' : 'refuse', taken))
}
