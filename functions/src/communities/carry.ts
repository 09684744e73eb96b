import { keepingMerchants } from '@linli/shared/communities/merchants'
import { PublicPlace } from '@linli/shared/communities/place-schema'
import { Community } from '@linli/shared/communities/schema'
import type { Context } from '../context'
import { listedPart, type Part, part, partition, type Source, type Target } from '../exports/part'
import { placeItemsOf } from '../people/carry'
import { loadCommunity } from './community'
import { loadRooms } from './rooms'
import { placeItem, placesPk } from './places'
import { communityItem, communityKey, roomItem, roomKey, StoredRoom } from './store'

/** The community's own record; it is written last, so that nothing half written is ever a community. */
export const communityPart: Part = part({
  name: 'community',
  record: Community,
  async *read({ ctx, communityId, seen }) {
    const community = await loadCommunity(ctx, communityId)
    if (community.developer) seen.people.add(community.developer.personId)
    for (const { logoFileId } of community.entities) if (logoFileId) seen.files.add(logoFileId)
    yield [community]
  },
  items: (target, records) => records.map(record => communityItem(arriving(target, record))),
})

/** Whom a merchant's money belongs to is the system's to say: only one that this company collects by already stays. */
const arriving = ({ companyId, merchantRefs }: Target, community: Community): Community => ({
  ...community,
  companyId,
  entities: community.entities.map(entity => keepingMerchants(entity, merchantRefs)),
})

const CarriedRoom = StoredRoom.loose()
type CarriedRoom = StoredRoom & Record<string, unknown>

/** Rooms with their occupancies. Accounts stay behind: residents bind their homes again. */
export const roomsPart: Part = part({
  name: 'rooms',
  record: CarriedRoom,
  async *read(source) {
    const { pk } = roomKey(source.communityId, '')
    for await (const items of partition(source, { pk })) {
      // Beside a room lie records of other domains that hang on it; a room has a code.
      const rooms = items.filter(({ code }) => code !== undefined).map(item => leaving(source, CarriedRoom.parse(item)))
      if (rooms.length > 0) yield rooms
    }
  },
  items: async ({ ctx, companyId }, records) => [
    ...records.map(record => roomItem(record)),
    ...(await placeItemsOf(ctx, companyId, records)),
  ],
})

/** 公共区域, with the ids that orders and printed labels name. */
export const placesPart: Part = listedPart({
  name: 'places',
  record: PublicPlace,
  pk: placesPk,
  item: ({ communityId }, place) => placeItem(communityId, place),
})

/** Rooms by their ids, as they leave; those that are not there are left out. */
export const leavingRooms = async (source: Source, roomIds: string[]): Promise<CarriedRoom[]> =>
  (await loadRooms(source.ctx, source.communityId, roomIds)).flatMap(room => (room ? [leaving(source, room)] : []))

function leaving({ seen }: Source, room: CarriedRoom): CarriedRoom {
  for (const { personId } of room.occupancies) seen.people.add(personId)
  return { ...room, occupancies: room.occupancies.map(({ accounts: _accounts, ...rest }) => rest) }
}

/** Whether there is a community of this id, read consistently. */
export const communityIsThere = async (ctx: Context, communityId: string): Promise<boolean> =>
  (await ctx.db.get(communityKey(communityId), Community)) !== undefined

/** The write that fails while there is one. */
export const noCommunityYet = (communityId: string) => ({ delete: communityKey(communityId), if: { pk: undefined } })
