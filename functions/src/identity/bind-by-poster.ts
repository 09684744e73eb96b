import { AppError } from '@linli/shared/errors'
import type { Me } from '@linli/shared/identity/schema'
import { surnameOf } from '@linli/shared/people/schema'
import type { Context, GrantedHome } from '../context'
import { homesByPhone } from '../people/homes-by-phone'
import { accountActor, verifiedPhone } from './account'
import { bindFound } from './bind-found'
import { printKey } from './letter-store'
import { meOf } from './me'
import { tapSurname } from './number-tries'
import { livePoster } from './open-poster'

const mostHomes = 10

/**
 * The second tap at a poster: binds the account to the homes in the poster's community whose person has the verified
 * number and the surname that was tapped, those of the poster's building first. An organisation is nobody's surname.
 * Throws identity.phone_unverified, identity.letter_over, identity.tap_spent, identity.no_match.
 */
export async function bindByPoster(ctx: Context, input: { scene: string; surname: string }): Promise<Me> {
  const phone = verifiedPhone(ctx)
  const { poster, community } = await livePoster(ctx, input.scene)
  const { communityId, building, printId } = poster
  const wasOffered = await tapSurname(ctx, phone, input.surname)
  const isTheirs = (name: string) => wasOffered && surnameOf(name) === input.surname
  const here = (code: string) => Number(code.startsWith(`${building}-`))
  const homes = (await homesByPhone(ctx, phone, isTheirs))
    .filter(home => home.communityId === community.communityId)
    .sort((a, b) => here(b.code) - here(a.code) || Number(b.role === 'owner') - Number(a.role === 'owner'))
    .slice(0, mostHomes)
  let bound: GrantedHome[] | undefined
  for (const home of homes)
    try {
      bound = await bindFound(ctx, home, {
        phone,
        isMeant: ({ name, kind }) => kind === 'natural' && isTheirs(name),
        action: 'identity.bind_by_poster',
        how: '在海报上选的姓和手机号一致',
        holding: [{ check: printKey(communityId, printId), if: { state: 'ready' } }],
      })
    } catch (error) {
      // Bound before, by this account or in another role: the same tap again has the same end.
      if (error instanceof AppError && error.code === 'identity.already_bound') bound ??= accountActor(ctx).homes
      else if (!(error instanceof AppError) || error.code !== 'identity.no_match') throw error
    }
  if (!bound) throw new AppError('identity.no_match')
  return meOf(ctx, bound)
}
