import * as z from 'zod'
import { endpoint, page, pageInput, Version } from '../contract'
import { Id } from '../ids'
import { Message, MessageGrant, MessageKind, MessageSettings } from './schema'

const account = { kind: 'account' } as const

export const messagesApi = {
  mine: endpoint({
    id: 'messages.mine',
    method: 'GET',
    path: '/v1/messages/mine',
    summary: '我的消息，新的在前',
    access: account,
    input: pageInput,
    output: page(Message),
  }),
  markRead: endpoint({
    id: 'messages.markRead',
    method: 'POST',
    path: '/v1/messages/:messageId/read',
    summary: '标为已读',
    access: account,
    input: { messageId: Id },
    output: z.object({ done: z.literal(true) }),
  }),
  /** Template ids to ask a subscription grant for (one grant is one message), and the kinds they carry. */
  templates: endpoint({
    id: 'messages.templates',
    method: 'GET',
    path: '/v1/messages/templates',
    summary: '订阅消息模板',
    access: account,
    input: {},
    output: z.object({ items: z.array(MessageGrant) }),
  }),
  /** What the person answered when asked: each accepted template is one message, spent once. */
  recordGrants: endpoint({
    id: 'messages.recordGrants',
    method: 'POST',
    path: '/v1/messages/grants',
    summary: '记录订阅授权',
    access: account,
    input: { accepted: z.array(MessageKind).max(3) },
    output: z.object({ done: z.literal(true) }),
  }),
  /** What they want to be told of by WeChat, and how many messages of each kind it may still bring. */
  settings: endpoint({
    id: 'messages.settings',
    method: 'GET',
    path: '/v1/messages/settings',
    summary: '消息提醒设置，和每种还能收几条',
    access: account,
    input: {},
    output: MessageSettings.extend({ grants: z.array(MessageGrant) }),
  }),
  /** Emergencies are told whatever it says, and the list in the app has everything. */
  saveSettings: endpoint({
    id: 'messages.saveSettings',
    method: 'PUT',
    path: '/v1/messages/settings',
    summary: '改消息提醒设置',
    access: account,
    input: { ...MessageSettings.shape, version: Version },
    output: MessageSettings,
  }),
}
