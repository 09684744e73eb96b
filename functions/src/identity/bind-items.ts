import { type Community, occupancyRoleNames } from '@linli/shared/communities/schema'
import { AppError } from '@linli/shared/errors'
import { maskName } from '@linli/shared/people/schema'
import type * as z from 'zod'
import { mayOpenBills } from '../access'
import { isLive, roomWrite } from '../communities/rooms'
import { type Context, type GrantedHome, reaching } from '../context'
import type { Write } from '../db-write'
import { messageItems } from '../messages/message-item'
import { boundPersonItems } from '../people/bind-account'
import type { OccupancyInRoom, RoomWithOccupancies } from '../people/move-in'
import type { ResolvedPerson } from '../people/resolve-persons'
import { AccountGrants } from '../session'
import { recountItem } from './count-joined'
import { grantsKey, grantsWrite } from './homes'
import { limitWords } from './words'

type Grants = z.infer<typeof AccountGrants>
const mostAccounts = 5
const mostHomes = 50

/** The account's grants, read consistently. Throws record.not_found when the account was deleted. */
export async function loadGrants(ctx: Context, accountId: string): Promise<Grants> {
  const grants = await grantsIfAny(ctx, accountId)
  if (!grants) throw new AppError('record.not_found')
  return grants
}

/** The same, or nothing when the account was deleted. */
export const grantsIfAny = (ctx: Context, accountId: string): Promise<Grants | undefined> =>
  reaching(ctx, `A#${accountId}#`).db.get(grantsKey(accountId), AccountGrants)

/** Whom an account acts for in a community; nobody any more, for an account that is gone. */
export async function personHere(ctx: Context, accountId: string, communityId: string): Promise<string | undefined> {
  const homes = (await grantsIfAny(ctx, accountId))?.homes ?? []
  return homes.find(home => home.communityId === communityId)?.personId
}

export type Binding = {
  accountId: string
  grants: Grants
  community: Pick<Community, 'communityId' | 'companyId' | 'name' | 'officePhone'>
  room: RoomWithOccupancies
  person: ResolvedPerson
  /** In the room already, or new with it. */
  occupancy: OccupancyInRoom
}

/**
 * Binds an account to an occupancy: room, grants and person, each conditioned on what was read, and a message to the
 * other owners of the room. Needs the reach of the community, the company and the account.
 * Throws identity.already_bound.
 */
export function bindItems(ctx: Context, binding: Binding): { writes: Write[]; homes: GrantedHome[] } {
  const { accountId, grants, community, room, occupancy } = binding
  if (grants.homes.some(home => home.roomId === room.roomId && (home.to === undefined || home.to >= ctx.today())))
    throw new AppError('identity.already_bound')
  const accounts = [...(occupancy.accounts ?? []), accountId]
  if (accounts.length > mostAccounts) throw new AppError('request.too_many', { message: limitWords.accounts })
  if (grants.homes.length >= mostHomes) throw new AppError('request.too_many', { message: limitWords.homes })
  const bound = { ...occupancy, accounts }
  const others = room.occupancies.filter(each => each.occupancyId !== occupancy.occupancyId)
  const isKnown = others.length < room.occupancies.length
  const occupancies = isKnown
    ? room.occupancies.map(each => (each.occupancyId === occupancy.occupancyId ? bound : each))
    : [...room.occupancies, bound]
  const person = boundPersonItems(binding.person, accountId)
  const homes = [...grants.homes, grantedHome(community, room, bound)]
  return {
    homes,
    writes: [
      roomWrite(ctx, room, { occupancies }).write,
      grantsWrite(accountId, grants.version, homes),
      ...person.writes,
      ...tellOwners(ctx, binding, others),
      recountItem(ctx, room),
    ],
  }
}

/** A home as an account's grants keep it, from the occupancy that it stands for. */
export const grantedHome = (
  community: Binding['community'],
  room: RoomWithOccupancies,
  occupancy: OccupancyInRoom,
): GrantedHome => ({
  communityId: room.communityId,
  communityName: community.name,
  companyId: community.companyId,
  officePhone: community.officePhone,
  roomId: room.roomId,
  roomCode: room.code,
  occupancyId: occupancy.occupancyId,
  personId: occupancy.personId,
  personName: occupancy.personName,
  role: occupancy.role,
  from: occupancy.from,
  to: occupancy.to,
  seesBills: mayOpenBills(occupancy),
})

/** Numbers are recycled and links travel: whoever owns the room hears who came in. */
function tellOwners(
  ctx: Context,
  { accountId, community, room, occupancy }: Binding,
  others: OccupancyInRoom[],
): Write[] {
  const owners = others.filter(each => each.role === 'owner' && isLive(each, ctx.today()))
  const accountIds = [...new Set([...owners, occupancy].flatMap(each => each.accounts ?? []))].filter(
    id => id !== accountId,
  )
  return messageItems(ctx, {
    communityId: room.communityId,
    key: `joined#${occupancy.occupancyId}#${accountId}`,
    accountIds,
    companyId: community.companyId,
    orElse: owners.map(({ personId }) => personId).slice(0, mostAccounts),
    facts: {
      kind: 'member_joined',
      roomCode: room.code,
      nameMasked: maskName(occupancy.personName),
      role: occupancyRoleNames[occupancy.role],
    },
  })
}
