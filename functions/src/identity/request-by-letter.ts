import { AppError } from '@linli/shared/errors'
import type { BindingRequest } from '@linli/shared/identity/schema'
import { maskName } from '@linli/shared/people/schema'
import type { Context } from '../context'
import { verifiedPhone } from './account'
import type { ByLetterInput } from './bind-by-letter'
import { openScene } from './open-letter'
import { requestBinding } from './request-binding'
import { requestNotes } from './words'

/**
 * Where the verified number is not the registered one: asks the office, with room and person filled in. The account
 * learns no more of the name than the letter showed. Throws identity.letter_over, identity.request_pending.
 */
export async function requestByLetter(ctx: Context, input: ByLetterInput): Promise<BindingRequest> {
  verifiedPhone(ctx)
  const { room, people } = await openScene(ctx, input.scene)
  const occupancy = people.find(each => each.occupancyId === input.occupancyId)
  if (!occupancy) throw new AppError('identity.letter_over')
  return requestBinding(ctx, {
    communityId: room.communityId,
    roomId: room.roomId,
    role: occupancy.role,
    name: maskName(occupancy.personName),
    note: requestNotes.byLetter,
    occupancyId: occupancy.occupancyId,
  })
}
