import type { RepairEvent } from '@linli/shared/repairs/events'
import type { RepairKind } from '@linli/shared/repairs/kinds'
import { expect, it } from 'vitest'
import type { MessageFacts } from './facts'
import { isPressing } from './pressing'
import { messageText } from './words'

const at = '2026-11-22T10:40:00.000Z'
const roomCode = '3-2-1501'
const all: MessageFacts[] = [
  { kind: 'payment_received', orderId: 'o', amountFen: 20_585, roomCode: '3-2-1501、商用B座-0-1810' },
  { kind: 'bills_published', roomCode, roomId: 'r', count: 2, amountFen: 28_023, dueDate: '2026-12-19' },
  ...(['issued', 'reversed', 'refused'] as const).map(outcome => ({
    kind: 'invoice_news' as const,
    roomCode,
    communityId: 'ABC123',
    invoiceId: 'i',
    outcome,
    amountFen: 20_585,
    asked: true,
  })),
  { kind: 'binding_approved', communityName: '梧桐苑', roomCode },
  { kind: 'binding_refused', communityName: '梧桐苑', roomCode, reason: '姓名不符' },
  { kind: 'member_joined', roomCode, nameMasked: '王*', role: '家庭成员' },
]

it.each(all)('$kind calls a room as the pages do, and keeps to WeChat’s length', facts => {
  const { text, data } = messageText(facts, at)
  expect(text).toContain('3栋2单元1501')
  expect(JSON.stringify(data)).toContain('3栋2单元1501')
  expect(`${text}${JSON.stringify(data)}`).not.toContain('3-2-1501')
  for (const thing of [data['thing1'], data['thing2']]) expect([...(thing ?? '')].length).toBeLessThanOrEqual(20)
})

it('names every room of a payment', () => {
  const [paid] = all
  expect(paid && messageText(paid, at).text).toBe('3栋2单元1501、商用B座1810 的 ¥205.85 已到账')
})

it('leads to the complaint that it is about, where a home wrote it', () => {
  const of = { communityId: 'ABC123', complaintId: 'c', number: 'TS261122-AAAAA', complaintKind: 'complaint' as const }
  const facts = { kind: 'complaint_news' as const, roomCode, event: 'answer' as const, ...of }
  const page = 'complaints/one/index?communityId=ABC123&roomId=r&complaintId=c'
  expect(messageText({ ...facts, roomId: 'r' }, at).page).toBe(page)
  expect(messageText(facts, at).page).toBe('messages/list/index')
})

it.each<[string, boolean, MessageFacts]>([
  ['what they have just paid', true, { kind: 'payment_received', orderId: 'o', amountFen: 1, roomCode }],
  [
    'what was taken from their prepayment',
    false,
    { kind: 'payment_received', orderId: 'o', amountFen: 1, roomCode, fromPrepayment: true },
  ],
  ['somebody at the gate', true, guest('at_gate')],
  ['somebody who came in', true, guest('entered')],
  ['a permit', false, guest('permit_allowed')],
  ['an emergency in the house', true, repair('trapped', 'assign')],
  ['somebody on the way', true, repair('lift', 'depart')],
  ['an order that was taken up', false, repair('lift', 'accept')],
  [
    'new bills',
    false,
    { kind: 'bills_published', roomCode, roomId: 'r', count: 1, amountFen: 1, dueDate: '2026-12-19' },
  ],
])('at night, %s does not wait: %s', (_, expected, facts) => {
  expect(isPressing(facts)).toBe(expected)
})

function guest(what: 'at_gate' | 'entered' | 'permit_allowed'): MessageFacts {
  const of = { communityId: 'ABC123', roomId: 'r', passId: 'p', roomCode }
  return { kind: 'visitor_news', ...of, name: '王', gateName: '东门', what }
}
function repair(repairKind: RepairKind, event: RepairEvent): MessageFacts {
  return { kind: 'repair_news', roomCode, place: '厨房', communityId: 'ABC123', repairId: 'x', repairKind, event }
}
