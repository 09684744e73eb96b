import * as z from 'zod'
import { endpoint, page, pageInput, Version } from '../contract'
import { CommunityId, Id } from '../ids'
import { CallMark, CallOutcome, Delivery, ObjectId, Push, QuietHours } from './schema'

const place = { communityId: CommunityId }
const reader = { kind: 'office', permission: 'messages:read' } as const

/** What the office sees of what was sent. */
export const messageDeskApi = {
  pushes: endpoint({
    id: 'messages.pushes',
    method: 'GET',
    path: '/v1/c/:communityId/messages/pushes',
    summary: '群发和它们的进度，新的在前；可只看一条公告的',
    access: reader,
    input: { ...place, objectId: ObjectId.optional(), ...pageInput },
    output: page(Push),
  }),
  deliveries: endpoint({
    id: 'messages.deliveries',
    method: 'GET',
    path: '/v1/c/:communityId/messages/deliveries',
    summary: '送达记录：一次群发的，一位住户、一件事的，或要打电话的，新的在前',
    access: reader,
    input: {
      ...place,
      pushId: Id.optional(),
      personId: Id.optional(),
      objectId: ObjectId.optional(),
      state: z.literal('to_call').optional(),
      ...pageInput,
    },
    output: page(Delivery),
  }),
  markCalled: endpoint({
    id: 'messages.markCalled',
    method: 'POST',
    path: '/v1/c/:communityId/messages/called',
    summary: '记下给要打电话的住户打过电话；打通了就不再列出',
    access: { kind: 'office', permission: 'messages:call' },
    input: { ...place, pushId: Id, personId: Id, outcome: CallOutcome },
    output: z.object({ pushId: Id, personId: Id, called: CallMark }),
  }),
  quietHours: endpoint({
    id: 'messages.quietHours',
    method: 'GET',
    path: '/v1/c/:communityId/messages/quiet-hours',
    summary: '夜间不打扰的时间',
    access: reader,
    input: place,
    output: QuietHours,
  }),
  saveQuietHours: endpoint({
    id: 'messages.saveQuietHours',
    method: 'PUT',
    path: '/v1/c/:communityId/messages/quiet-hours',
    summary: '改夜间不打扰的时间',
    access: { kind: 'office', permission: 'messages:manage' },
    input: { ...place, ...QuietHours.shape, version: Version },
    output: QuietHours,
  }),
}
