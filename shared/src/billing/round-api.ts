import * as z from 'zod'
import { endpoint, page, pageInput } from '../contract'
import { ShownMedia } from '../files/media'
import { CommunityId, Id } from '../ids'
import { BusinessDate, Instant } from '../time'
import { Meter, ReadingPhoto, ReadingValue } from './meter-schema'

const place = { communityId: CommunityId }
const one = { ...place, roomId: Id, meterId: Id }
const reader = { kind: 'office', permission: 'billing:read_meters' } as const
const typed = { value: ReadingValue, rolledOver: z.boolean().optional() }

/** 抄表 on the spot: the meters of a building, each read with a photo of what it shows. */
export const roundApi = {
  /** In the order of the rooms, with what each was last. */
  metersToRead: endpoint({
    id: 'billing.metersToRead',
    method: 'GET',
    path: '/v1/c/:communityId/meter-round',
    summary: '要抄的表，按房号，带上次读数',
    access: reader,
    input: { ...place, building: z.string().trim().min(1).max(20), ...pageInput },
    output: page(Meter),
  }),
  meterToRead: endpoint({
    id: 'billing.meterToRead',
    method: 'GET',
    path: '/v1/c/:communityId/meter-round/:roomId/:meterId',
    summary: '一块要抄的表（扫表上的码）',
    access: reader,
    input: one,
    output: Meter,
  }),
  /** Of the day on which it was read, which may be some days before it is sent. */
  readMeter: endpoint({
    id: 'billing.readMeter',
    method: 'POST',
    path: '/v1/c/:communityId/meter-round/:roomId/:meterId',
    summary: '现场抄表：读数和照片；和平时差得多的待复核',
    access: reader,
    input: {
      ...one,
      ...typed,
      at: Instant,
      photoId: Id,
      spot: ReadingPhoto.shape.spot,
      where: ReadingPhoto.shape.where,
    },
    output: Meter,
    idempotent: true,
  }),
  /** Of who has no role any more when the phone finds a network again: it waits for a person. */
  handOverReading: endpoint({
    id: 'billing.handOverReading',
    method: 'POST',
    path: '/v1/c/:communityId/meter-round/:roomId/:meterId/unsent',
    summary: '没有发出的读数，交给物业复核',
    access: { kind: 'staff' },
    input: { ...one, ...typed, at: Instant },
    output: z.object({ done: z.literal(true) }),
  }),
  readingPhoto: endpoint({
    id: 'billing.readingPhoto',
    method: 'GET',
    path: '/v1/c/:communityId/rooms/:roomId/meters/:meterId/readings/:readOn/photo',
    summary: '抄表时的照片，私有的、会过期的链接',
    access: { kind: 'office', permission: 'billing:read' },
    input: { ...one, readOn: BusinessDate },
    output: ReadingPhoto.extend({ photo: ShownMedia }),
  }),
}
