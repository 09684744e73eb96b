import { AppError } from '@linli/shared/errors'
import type { Me } from '@linli/shared/identity/schema'
import type { Context } from '../context'
import { homesByPhone } from '../people/homes-by-phone'
import { verifiedPhone } from './account'
import { bindFound } from './bind-found'
import { meOf } from './me'
import { tryName } from './number-tries'

export type BindHomeInput = { communityId: string; roomId: string; surname: string }

/**
 * 「是我家」: binds the account to the occupancy of the person whose number was verified in this session and whose
 * surname was typed (the whole name, once a poster has offered six surnames). Found by the phone entry.
 * Throws identity.phone_unverified, identity.name_needed, identity.no_match, identity.already_bound.
 */
export async function bindHome(ctx: Context, input: BindHomeInput): Promise<Me> {
  const phone = verifiedPhone(ctx)
  const agrees = await tryName(ctx, phone, input.surname)
  const found = (await homesByPhone(ctx, phone, agrees))
    .filter(home => home.communityId === input.communityId && home.roomId === input.roomId)
    .sort((a, b) => Number(b.role === 'owner') - Number(a.role === 'owner'))[0]
  if (!found) throw new AppError('identity.no_match')
  const way = { phone, isMeant: ({ name }: { name: string }) => agrees(name) }
  return meOf(ctx, await bindFound(ctx, found, { ...way, action: 'identity.bind_home', how: '手机号和姓氏一致' }))
}
