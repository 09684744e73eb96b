import * as z from 'zod'
import { endpoint } from '../contract'
import { StaffMessageKind } from './schema'

const staff = { kind: 'staff' } as const

/** WeChat messages in the staff's mini-program: an app of its own, so its templates and what was allowed are its own too. */
export const staffMessagesApi = {
  /** Template ids to ask a subscription grant for, and how many messages of each may still be sent. */
  staffTemplates: endpoint({
    id: 'messages.staffTemplates',
    method: 'GET',
    path: '/v1/messages/staff-templates',
    summary: '员工小程序的订阅消息模板',
    access: staff,
    input: {},
    output: z.object({
      items: z.array(z.object({ kind: StaffMessageKind, templateId: z.string(), left: z.number().int() })),
    }),
  }),
  /** What they answered when asked: each accepted template is one message, spent once. */
  recordStaffGrants: endpoint({
    id: 'messages.recordStaffGrants',
    method: 'POST',
    path: '/v1/messages/staff-grants',
    summary: '记录员工的订阅授权',
    access: staff,
    input: { accepted: z.array(StaffMessageKind).max(3) },
    output: z.object({ done: z.literal(true) }),
  }),
}
