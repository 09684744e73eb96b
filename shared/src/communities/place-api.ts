import * as z from 'zod'
import { endpoint, page, pageInput, Version } from '../contract'
import { CommunityId, Id } from '../ids'
import { Position } from '../position'
import { PlaceKind, PublicPlace } from './place-schema'

const community = { communityId: CommunityId }
const { name, building, floor } = PublicPlace.shape
const fields = { name, kind: PlaceKind, building, floor, position: Position.optional(), active: z.boolean() }

/** 公共区域: what all share, as the office registers it and residents name it. */
export const placeApi = {
  /** By building, what stands in none first; with `building`, that one's. */
  listPlaces: endpoint({
    id: 'communities.listPlaces',
    method: 'GET',
    path: '/v1/c/:communityId/places',
    summary: '公共区域列表',
    access: { kind: 'office', permission: 'communities:read' },
    input: { ...community, building: z.string().min(1).max(12).optional(), ...pageInput },
    output: page(PublicPlace),
  }),
  createPlace: endpoint({
    id: 'communities.createPlace',
    method: 'POST',
    path: '/v1/c/:communityId/places',
    summary: '登记公共区域',
    access: { kind: 'office', permission: 'communities:write' },
    input: { ...community, ...fields },
    output: PublicPlace,
    idempotent: true,
  }),
  updatePlace: endpoint({
    id: 'communities.updatePlace',
    method: 'PUT',
    path: '/v1/c/:communityId/places/:placeId',
    summary: '修改公共区域',
    access: { kind: 'office', permission: 'communities:write' },
    input: { ...community, placeId: Id, ...fields, version: Version },
    output: PublicPlace,
  }),
  /** Those of the own building and those that stand in none: 100 of each. */
  myPlaces: endpoint({
    id: 'communities.myPlaces',
    method: 'GET',
    path: '/v1/c/:communityId/rooms/:roomId/places',
    summary: '我家附近的公共区域',
    access: { kind: 'home', roles: ['owner', 'tenant', 'family'] },
    input: { ...community, roomId: Id },
    output: z.object({
      items: z.array(PublicPlace.pick({ placeId: true, kind: true, name: true, building: true, floor: true })),
    }),
  }),
}
