import { occupancyRoleNames } from '@linli/shared/communities/schema'
import { AppError } from '@linli/shared/errors'
import type { Me } from '@linli/shared/identity/schema'
import { auditItem } from '../audit'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import { keepPhone } from '../people/keep-phone'
import { loadPerson } from '../people/person'
import { phoneOf } from '../people/resolve-persons'
import { accountActor, verifiedPhone } from './account'
import { bindItems, loadGrants } from './bind-items'
import { letterKey } from './letter-store'
import { meOf } from './me'
import { openScene } from './open-letter'
import { takeLook } from './verify-phone'

export type ByLetterInput = { scene: string; occupancyId: string }

/**
 * 「我是王**，绑定」: binds the account to a person of the letter's room. A person with a number on record must have the one
 * that was verified in this session; one without is bound by the letter alone and keeps that number from now on. The
 * letter is part of the transaction, so that a code that ends at this moment binds nobody.
 * Throws identity.phone_unverified, identity.letter_over, identity.letter_other_phone, identity.already_bound.
 */
export async function bindByLetter(ctx: Context, input: ByLetterInput): Promise<Me> {
  const { accountId } = accountActor(ctx)
  const phone = verifiedPhone(ctx)
  await takeLook(ctx, 'identity.open_letter')
  return deciding(async () => {
    const { letter, room, community, people } = await openScene(ctx, input.scene)
    const occupancy = people.find(each => each.occupancyId === input.occupancyId)
    if (!occupancy) throw new AppError('identity.letter_over')
    const wide = reaching(ctx, `C#${community.communityId}#`, `M#${community.companyId}#`)
    const [known, grants] = await Promise.all([
      loadPerson(wide, community.companyId, occupancy.personId),
      loadGrants(ctx, accountId),
    ])
    const registered = phoneOf(ctx, known)
    if (registered !== undefined && registered !== phone) throw new AppError('identity.letter_other_phone')
    const person =
      registered === undefined
        ? await keepPhone(wide, community.communityId, known, phone)
        : { person: known, writes: [] }
    const bound = bindItems(wide, { accountId, grants, community, room, occupancy, person })
    const used = {
      update: {
        key: letterKey(letter.communityId, letter.building, letter.roomId),
        set: { bound: [...letter.bound, occupancy.occupancyId], version: letter.version + 1 },
      },
      if: { version: letter.version, codeHash: letter.codeHash },
    }
    const audit = auditItem(ctx, {
      communityId: room.communityId,
      action: 'identity.bind_by_letter',
      objectType: 'room',
      objectId: room.roomId,
      personId: occupancy.personId,
      summary: `凭信件${registered === undefined ? '' : '和手机号'}绑定 ${room.code}，${occupancyRoleNames[occupancy.role]}`,
    })
    await wide.db.transact([used, ...bound.writes, audit], audit.put)
    return meOf(ctx, bound.homes)
  })
}
