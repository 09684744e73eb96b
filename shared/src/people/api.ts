import * as z from 'zod'
import { OccupancyRole, Room } from '../communities/schema'
import { endpoint, page, pageInput, Version } from '../contract'
import { CommunityId, Id } from '../ids'
import { reasonText } from '../plain-text'
import { BusinessDate } from '../time'
import { CommunityPerson, Email, IdNumber, Person, Phone, TypedName } from './schema'

const place = { communityId: CommunityId }
const personInput = {
  name: TypedName,
  kind: Person.shape.kind.default('natural'),
  phone: Phone.optional(),
  idNumber: IdNumber.optional(),
}

export const peopleApi = {
  /** By name; `name` is a beginning, `phone` a whole number (found through its keyed hash). */
  list: endpoint({
    id: 'people.list',
    method: 'GET',
    path: '/v1/c/:communityId/people',
    summary: '住户列表',
    access: { kind: 'office', permission: 'people:read' },
    input: { ...place, name: z.string().max(60).optional(), phone: Phone.optional(), ...pageInput },
    output: page(CommunityPerson),
  }),
  /** With their rooms here, 200 at a time; `cursor` asks for the next. */
  get: endpoint({
    id: 'people.get',
    method: 'GET',
    path: '/v1/c/:communityId/people/:personId',
    summary: '住户资料',
    access: { kind: 'office', permission: 'people:read' },
    input: { ...place, personId: Id, cursor: pageInput.cursor },
    output: Person.extend({ rooms: CommunityPerson.shape.rooms, cursor: z.string().optional() }),
  }),
  update: endpoint({
    id: 'people.update',
    method: 'PUT',
    path: '/v1/c/:communityId/people/:personId',
    summary: '更正住户资料',
    access: { kind: 'office', permission: 'people:write' },
    input: { ...place, personId: Id, ...personInput, email: Email.optional(), version: Version },
    output: Person,
  }),
  reveal: endpoint({
    id: 'people.reveal',
    method: 'POST',
    path: '/v1/c/:communityId/people/:personId/reveal',
    summary: '查看完整号码（记录原因）',
    access: { kind: 'office', permission: 'people:reveal' },
    input: {
      ...place,
      personId: Id,
      field: z.enum(['phone', 'idNumber']),
      reason: reasonText(100),
    },
    output: z.object({ value: z.string() }),
  }),
  addOccupancy: endpoint({
    id: 'people.addOccupancy',
    method: 'POST',
    path: '/v1/c/:communityId/rooms/:roomId/occupancies',
    summary: '登记住户关系',
    access: { kind: 'office', permission: 'people:write' },
    input: {
      ...place,
      roomId: Id,
      person: z.strictObject(personInput),
      role: OccupancyRole,
      from: BusinessDate,
      payer: z.boolean().optional(),
    },
    output: Room,
    idempotent: true,
  }),
  endOccupancy: endpoint({
    id: 'people.endOccupancy',
    method: 'POST',
    path: '/v1/c/:communityId/rooms/:roomId/occupancies/:occupancyId/end',
    summary: '结束住户关系（最后一天）',
    access: { kind: 'office', permission: 'people:write' },
    input: { ...place, roomId: Id, occupancyId: Id, to: BusinessDate },
    output: Room,
  }),
}
