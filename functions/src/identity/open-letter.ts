import type { Community } from '@linli/shared/communities/schema'
import { AppError } from '@linli/shared/errors'
import type { LetterFace, LetterPerson } from '@linli/shared/identity/letter-schema'
import { maskName } from '@linli/shared/people/schema'
import { loadCommunity } from '../communities/community'
import { loadRoom } from '../communities/rooms'
import { type Context, reaching } from '../context'
import type { RoomWithOccupancies } from '../people/move-in'
import { loadPersons } from '../people/person'
import { phoneOf } from '../people/resolve-persons'
import { sha256 } from '../secrets'
import { verifiedPhone } from './account'
import { readScene } from './letter-code'
import { unboundIn } from './letter-rooms'
import { codeKey, letterKey, StoredCode, StoredLetter } from './letter-store'
import { livePoster } from './open-poster'
import { takeLook } from './verify-phone'

export type OpenLetter = {
  letter: StoredLetter
  room: RoomWithOccupancies
  community: Community
  /** Who may be bound by it: lives there today, has no account, and was not bound by it before. */
  people: RoomWithOccupancies['occupancies']
}

/** The face of a letter or poster, for anybody who holds it. Throws identity.letter_over. */
export async function readLetter(ctx: Context, { scene }: { scene: string }): Promise<LetterFace> {
  const read = readScene(scene)
  if (read?.posterId !== undefined) {
    const { poster, community } = await livePoster(ctx, scene)
    return { kind: 'poster', ...faceOf(community), building: poster.building, expiresAt: poster.expiresAt }
  }
  const { letter, room, community } = await openScene(ctx, scene)
  return { kind: 'letter', ...faceOf(community), roomCode: room.code, expiresAt: letter.expiresAt }
}

/**
 * Who of the letter's room is left to bind, by masked name, for somebody whose number was verified in this session.
 * Throws identity.letter_over, identity.phone_unverified, request.too_many.
 */
export async function openLetter(ctx: Context, { scene }: { scene: string }): Promise<{ people: LetterPerson[] }> {
  const phone = verifiedPhone(ctx)
  await takeLook(ctx, 'identity.open_letter')
  const { community, people } = await openScene(ctx, scene)
  const { companyId } = community
  const persons = await loadPersons(
    reaching(ctx, `M#${companyId}#`),
    companyId,
    people.map(({ personId }) => personId),
  )
  return {
    people: people.flatMap(({ occupancyId, personName, role }, i) => {
      const person = persons[i]
      if (!person) return []
      return [
        {
          occupancyId,
          nameMasked: maskName(personName),
          role,
          fits: [undefined, phone].includes(phoneOf(ctx, person)),
        },
      ]
    }),
  }
}

/**
 * The letter that a scene opens, with its room and whom it may bind. Unknown, expired, replaced, revoked and used up are
 * one answer: identity.letter_over.
 */
export async function openScene(ctx: Context, scene: string): Promise<OpenLetter> {
  const read = readScene(scene)
  if (!read || read.posterId !== undefined) throw new AppError('identity.letter_over')
  const { communityId } = read
  const { db } = reaching(ctx, `C#${communityId}#`)
  const codeHash = sha256(scene)
  const code = await db.get(codeKey(communityId, codeHash), StoredCode)
  const letter = code && (await db.get(letterKey(communityId, code.building, code.roomId), StoredLetter))
  if (!letter || letter.codeHash !== codeHash || letter.expiresAt <= ctx.now())
    throw new AppError('identity.letter_over')
  const wide = reaching(ctx, `C#${communityId}#`)
  const [room, community] = await Promise.all([
    loadRoom(wide, communityId, letter.roomId),
    loadCommunity(wide, communityId),
  ])
  const people = unboundIn(room, ctx.today()).filter(({ occupancyId }) => !letter.bound.includes(occupancyId))
  if (people.length === 0) throw new AppError('identity.letter_over')
  return { letter, room, community, people }
}

const faceOf = ({ communityId, name, officePhone }: Community) => ({ communityId, communityName: name, officePhone })
