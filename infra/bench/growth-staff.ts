import { placeItem } from '@linli/functions/communities/places'
import { colleagueItem } from '@linli/functions/identity/colleagues'
import { invitedKey } from '@linli/functions/identity/staff-store'
import { staffGrantsKey } from '@linli/functions/identity/store'
import { derivedId } from '@linli/functions/secrets'
import type { Place } from '@linli/functions/test/make'
import { liftId } from './growth-cases'

const people = 30
const places = 60

/** Whom the community invited into the field, with their roles: an estate has some tens, however many rooms. */
export const staffItems = ({ communityId, companyId, community, ctx }: Place): Record<string, unknown>[] =>
  Array.from({ length: people }, (_, i) => derivedId('field', communityId, i)).flatMap((personId, i) => {
    const role = { communityId, communityName: community.name, companyId, role: 'repairer' }
    const person = { name: `师傅${i}`, codeHash: personId, expiresAt: ctx.now(), joinedAt: ctx.now(), version: 2 }
    const colleague = colleagueItem(communityId, personId)
    return [
      { ...invitedKey(communityId, personId), personId, ...person },
      { ...staffGrantsKey(personId), name: person.name, username: '', roles: [role], version: 1 },
      ...('put' in colleague ? [colleague.put] : []),
    ]
  })

/** The register of what all share. */
export const placeItems = (communityId: string): Record<string, unknown>[] =>
  Array.from({ length: places }, (_, i) =>
    placeItem(communityId, {
      placeId: i === 0 ? liftId : derivedId('place', communityId, i),
      kind: 'lift',
      name: `${i + 1} 号电梯`,
      building: String((i % 10) + 1),
      active: true,
      version: 1,
    }),
  )
