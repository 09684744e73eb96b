import { expect, it } from 'vitest'
import type { MessageFacts } from './facts'
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
