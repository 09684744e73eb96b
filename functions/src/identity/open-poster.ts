import type { Community } from '@linli/shared/communities/schema'
import { AppError } from '@linli/shared/errors'
import { loadCommunity } from '../communities/community'
import { type Context, reaching } from '../context'
import { verifiedPhone } from './account'
import { readScene } from './letter-code'
import { loadPrint, type StoredPrint } from './letter-store'
import { offerSurnames } from './number-tries'

/**
 * Six surnames for somebody whose number was verified in this session; whether one of them is in the register, and
 * which, they do not tell. Throws identity.phone_unverified, identity.letter_over, request.too_many.
 */
export async function openPoster(ctx: Context, { scene }: { scene: string }): Promise<{ surnames: string[] }> {
  const phone = verifiedPhone(ctx)
  await livePoster(ctx, scene)
  return { surnames: await offerSurnames(ctx, phone) }
}

/** The poster that a scene opens. Unknown, expired, revoked, and a letter's: identity.letter_over. */
export async function livePoster(ctx: Context, scene: string): Promise<{ poster: StoredPrint; community: Community }> {
  const read = readScene(scene)
  if (read?.posterId === undefined) throw new AppError('identity.letter_over')
  const { communityId, posterId } = read
  const wide = reaching(ctx, `C#${communityId}#`)
  const poster = await loadPrint(wide, communityId, posterId).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'record.not_found') return undefined
    throw error
  })
  if (poster?.kind !== 'poster' || poster.state !== 'ready' || poster.expiresAt <= ctx.now())
    throw new AppError('identity.letter_over')
  return { poster, community: await loadCommunity(wide, communityId) }
}
