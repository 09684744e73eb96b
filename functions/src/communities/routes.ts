import { communitiesApi } from '@linli/shared/communities/api'
import { type Route, route } from '../http'
import { browse } from './browse'
import { listBuildings } from './buildings'
import { loadCommunities, loadCommunity, searchCommunities } from './community'
import { createPlace } from './create-place'
import { createRoom } from './create-room'
import { listPlaces, myPlaces } from './places'
import { listRooms, loadRoom } from './rooms'
import { updateCommunity } from './update-community'
import { updatePlace } from './update-place'
import { updateRoom } from './update-room'

export const routes: Route[] = [
  route(communitiesApi.list, async ctx => {
    const granted = ctx.actor.kind === 'staff' ? ctx.actor.grants.map(grant => grant.communityId) : []
    return { items: await loadCommunities(ctx, [...new Set(granted)].slice(0, 100)) }
  }),
  route(communitiesApi.search, async (ctx, { name }) => ({ items: await searchCommunities(ctx, name) })),
  route(communitiesApi.get, (ctx, { communityId }) => loadCommunity(ctx, communityId)),
  route(communitiesApi.update, updateCommunity),
  route(communitiesApi.browse, browse),
  route(communitiesApi.listBuildings, (ctx, { communityId, ...page }) => listBuildings(ctx, communityId, page)),
  route(communitiesApi.listRooms, (ctx, { communityId, ...page }) => listRooms(ctx, communityId, page)),
  route(communitiesApi.getRoom, (ctx, { communityId, roomId }) => loadRoom(ctx, communityId, roomId)),
  route(communitiesApi.createRoom, createRoom),
  route(communitiesApi.updateRoom, updateRoom),
  route(communitiesApi.listPlaces, listPlaces),
  route(communitiesApi.createPlace, createPlace),
  route(communitiesApi.updatePlace, updatePlace),
  route(communitiesApi.myPlaces, myPlaces),
]
