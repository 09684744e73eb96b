import type { Community, Room } from '@linli/shared/communities/schema'
import type { RoomRow } from '@linli/shared/imports/schema'
import type { OfficeRole } from '@linli/shared/permissions'
import { createCommunity } from '../src/communities/create-community'
import { createCompany } from '../src/communities/create-company'
import { importRooms } from './import-rooms'
import { loadRoom, roomWrite } from '../src/communities/rooms'
import { type Actor, type Context, type Deps, makeContext } from '../src/context'
import { testContext } from './context'

/** A tenant of its own: the community, and the system's context in it. */
export type Place = { deps: Deps; ctx: Context; communityId: string; companyId: string; community: Community }

/** A community of a new company (or of the given one). */
export async function makeCommunity(
  deps: Deps,
  wish: {
    communityId?: string
    companyId?: string
    name?: string
    merchantRef?: string
    alipayRef?: string
    developerName?: string
  } = {},
): Promise<Place> {
  const system = testContext(deps, { kind: 'system' })
  const companyId = wish.companyId ?? (await createCompany(system, { name: '安居物业' })).companyId
  const community = await createCommunity(system, {
    companyId,
    ...(wish.communityId && { communityId: wish.communityId }),
    name: wish.name ?? '锦绣花园',
    address: '滨江路 8 号',
    officePhone: '010-88880000',
    entities: [
      {
        name: '安居物业服务有限公司',
        uscc: '91110108MA01C8X123',
        merchantRef: wish.merchantRef,
        alipayRef: wish.alipayRef,
      },
    ],
    developerName: wish.developerName,
  })
  const { communityId } = community
  const ctx = makeContext(deps, { kind: 'system' }, [`C#${communityId}#`, `M#${companyId}#`])
  return { deps, ctx, communityId, companyId, community }
}

export type RoomWish = Partial<Omit<RoomRow, 'code'>> & { code?: string }

/** A room, with an owner if one is named: `makeRoom(place, { code: '3-2-1501', ownerName: '李小红', phone: '13800000001' })`. */
export async function makeRoom(place: Place, wish: RoomWish = {}): Promise<Room> {
  const code = wish.code ?? '3-2-1501'
  const [building = '', unit = '', room = ''] = code.split('-')
  const [outcome] = await importRooms(place.ctx, {
    communityId: place.communityId,
    companyId: place.companyId,
    importId: place.deps.newId(),
    rows: [{ row: 1, building, unit, room, areas: { built: 8950 }, status: 'occupied', ...wish, code }],
  })
  if (!outcome || outcome.outcome === 'conflict') throw new Error(`makeRoom ${code}: it is another room`)
  return loadRoom(place.ctx, place.communityId, outcome.roomId)
}

/** These accounts are bound to all who live in a room, and nobody else is. */
export async function bindAccounts({ ctx, communityId }: Place, roomId: string, ...accounts: string[]): Promise<void> {
  const known = await loadRoom(ctx, communityId, roomId)
  const { write } = roomWrite(ctx, known, { occupancies: known.occupancies.map(each => ({ ...each, accounts })) })
  await ctx.db.transact([write], { pk: `C#${communityId}#rooms`, sk: roomId })
}

type StaffActor = Extract<Actor, { kind: 'staff' }>

/** An office person as their session would have them; for calls over HTTP use `makeStaff` and sign in. */
export const staffActor = (
  deps: Deps,
  place: Pick<Place, 'communityId' | 'companyId' | 'community'>,
  ...roles: OfficeRole[]
): StaffActor => ({
  kind: 'staff',
  personId: deps.newId(),
  sessionKey: 'session#none',
  name: '王经理',
  csrf: 'csrf',
  grants: roles.map(role => ({
    communityId: place.communityId,
    communityName: place.community.name,
    companyId: place.companyId,
    role,
  })),
})
