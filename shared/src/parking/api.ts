import * as z from 'zod'
import { endpoint, page, pageInput } from '../contract'
import { CommunityId, Id } from '../ids'
import { Space, Vehicle } from './schema'

const place = { communityId: CommunityId }
const reader = { kind: 'office', permission: 'parking:read' } as const

export const parkingApi = {
  listSpaces: endpoint({
    id: 'parking.listSpaces',
    method: 'GET',
    path: '/v1/c/:communityId/spaces',
    summary: '车位登记，按停车场和编号',
    access: reader,
    input: { ...place, lot: z.string().min(1).max(40).optional(), ...pageInput },
    output: page(Space),
  }),
  listVehicles: endpoint({
    id: 'parking.listVehicles',
    method: 'GET',
    path: '/v1/c/:communityId/vehicles',
    summary: '车辆登记；可按完整车牌查',
    access: reader,
    input: { ...place, plate: z.string().min(2).max(12).optional(), ...pageInput },
    output: page(Vehicle),
  }),
  revealPlate: endpoint({
    id: 'parking.revealPlate',
    method: 'POST',
    path: '/v1/c/:communityId/vehicles/:vehicleId/reveal',
    summary: '查看完整车牌，留痕',
    access: { kind: 'office', permission: 'people:reveal' },
    input: { ...place, vehicleId: Id, reason: z.string().trim().min(1, '请写明原因').max(200) },
    output: z.object({ value: z.string() }),
  }),
}
