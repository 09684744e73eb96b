import * as z from 'zod'
import { endpoint, page, pageInput, Version } from '../contract'
import { CommunityId, Id } from '../ids'
import { oneLine, visible } from '../plain-text'
import { BusinessDate } from '../time'
import { placeApi } from './place-api'
import { Areas, Building, CollectingEntity, Community, Room, RoomStatus } from './schema'

const place = { communityId: CommunityId }
const roomInput = { areas: Areas, status: RoomStatus, handoverDate: BusinessDate.optional() }
const part = z.string().min(1).max(12)
/** 40 buildings, as small as they are, are one read of 4 KB. `prefix` is the beginning of a building's number. */
const buildingPage = { prefix: z.string().max(12).optional(), ...pageInput, limit: pageInput.limit.default(40) }

export const communitiesApi = {
  list: endpoint({
    id: 'communities.list',
    method: 'GET',
    path: '/v1/communities',
    summary: '我能管理的小区',
    access: { kind: 'staff' },
    input: {},
    output: z.object({ items: z.array(Community.pick({ communityId: true, name: true, address: true })) }),
  }),
  get: endpoint({
    id: 'communities.get',
    method: 'GET',
    path: '/v1/c/:communityId',
    summary: '小区资料',
    access: { kind: 'office', permission: 'communities:read' },
    input: place,
    output: Community,
  }),
  update: endpoint({
    id: 'communities.update',
    method: 'PUT',
    path: '/v1/c/:communityId',
    summary: '修改小区资料和收款主体',
    access: { kind: 'office', permission: 'communities:write' },
    input: {
      ...place,
      name: oneLine('小区名称', 60),
      address: visible('地址', z.string().trim().max(200, '地址最多 200 字')),
      officePhone: Community.shape.officePhone,
      entities: z
        .array(CollectingEntity.extend({ name: oneLine('收款单位名称', 100) }))
        .min(1)
        .max(10),
      version: Version,
    },
    output: Community,
  }),
  search: endpoint({
    id: 'communities.search',
    method: 'GET',
    path: '/v1/communities/search',
    summary: '按名称找小区',
    access: { kind: 'account' },
    input: { name: z.string().max(60).default('') },
    output: z.object({ items: z.array(Community.pick({ communityId: true, name: true, officePhone: true })) }),
  }),
  /**
   * For 自己填: a page of the buildings; with `building`, that one; with `unit` too, a page of its rooms. Codes only, no
   * names (UI §5).
   */
  browse: endpoint({
    id: 'communities.browse',
    method: 'GET',
    path: '/v1/c/:communityId/browse',
    summary: '选楼栋、单元、房号',
    access: { kind: 'account' },
    input: { ...place, building: part.optional(), unit: part.optional(), ...buildingPage },
    output: z.object({
      buildings: z.array(Building.pick({ building: true, units: true })),
      rooms: z.array(Room.pick({ roomId: true, code: true, room: true })),
      cursor: z.string().optional(),
    }),
  }),
  /** In natural order; with `prefix` the number itself comes first. */
  listBuildings: endpoint({
    id: 'communities.listBuildings',
    method: 'GET',
    path: '/v1/c/:communityId/buildings',
    summary: '楼栋列表',
    access: { kind: 'office', permission: 'communities:read' },
    input: { ...place, ...buildingPage },
    output: page(Building),
  }),
  /** In the order of the room code; `prefix` is a code's beginning, such as 3-2-. */
  listRooms: endpoint({
    id: 'communities.listRooms',
    method: 'GET',
    path: '/v1/c/:communityId/rooms',
    summary: '房屋列表',
    access: { kind: 'office', permission: 'communities:read' },
    input: { ...place, prefix: z.string().max(30).optional(), ...pageInput },
    output: page(Room),
  }),
  getRoom: endpoint({
    id: 'communities.getRoom',
    method: 'GET',
    path: '/v1/c/:communityId/rooms/:roomId',
    summary: '房屋资料和住户',
    access: { kind: 'office', permission: 'communities:read' },
    input: { ...place, roomId: Id },
    output: Room,
  }),
  createRoom: endpoint({
    id: 'communities.createRoom',
    method: 'POST',
    path: '/v1/c/:communityId/rooms',
    summary: '新增房屋',
    access: { kind: 'office', permission: 'communities:write' },
    input: { ...place, building: part, unit: part, room: part, ...roomInput },
    output: Room,
    idempotent: true,
  }),
  updateRoom: endpoint({
    id: 'communities.updateRoom',
    method: 'PUT',
    path: '/v1/c/:communityId/rooms/:roomId',
    summary: '修改房屋',
    access: { kind: 'office', permission: 'communities:write' },
    input: { ...place, roomId: Id, ...roomInput, version: Version },
    output: Room,
  }),
  ...placeApi,
}
