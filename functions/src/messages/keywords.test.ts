import { ComplaintEvent, ComplaintKind } from '@linli/shared/complaints/schema'
import { PostEvent, RefusalReason } from '@linli/shared/forum/schema'
import { MessageKind } from '@linli/shared/messages/schema'
import { RepairEvent } from '@linli/shared/repairs/events'
import { RepairKind } from '@linli/shared/repairs/kinds'
import { describe, expect, it } from 'vitest'
import { checkTemplateData } from '../../../infra/local/wechat/template-data'
import type { MessageFacts } from './facts'
import { amount, badKeywords, thing } from './keywords'
import { staffText } from './staff-words'
import { messageText } from './words'

const at = '2026-11-22T16:00:00.000Z'
const none = ''
/** Longer than any keyword, with what WeChat refuses or counts twice: line ends, control characters, emoji. */
const odd = `${'很长的名字'.repeat(3)}\n\u0007\u202e👨‍👩‍👧‍👦${'𠮷'.repeat(9)} 3-2-1501、商用B座-0-1810`
const sums = [0, 1, 128_640, 999_999_999_999]
const texts = [none, odd]
const home = (text: string) => ({ roomCode: text, roomId: text, communityId: text })
const each = <T, F>(values: readonly T[], make: (value: T) => F): F[] => values.map(make)

/** Every kind: who adds one says here what it may be made of. */
const all: Record<MessageKind, MessageFacts[]> = {
  payment_received: sums.flatMap(amountFen =>
    texts.flatMap(text => {
      const paid = { kind: 'payment_received' as const, orderId: text, amountFen, roomCode: text }
      return [paid, { ...paid, byLink: { name: text } }]
    }),
  ),
  refund_news: sums.flatMap(amountFen =>
    each([true, false], arrived => ({ kind: 'refund_news', orderId: odd, amountFen, arrived, roomCode: odd })),
  ),
  bills_published: each(sums, amountFen => ({
    kind: 'bills_published',
    ...home(odd),
    count: 40,
    amountFen,
    dueDate: '2028-02-29',
  })),
  payment_reminder: sums.flatMap(amountFen =>
    each([0, 400], overdueDays => ({
      kind: 'payment_reminder',
      roomCode: odd,
      count: 40,
      amountFen,
      lateFeeFen: amountFen,
      overdueDays,
      dueDate: '2026-12-31',
      officePhone: '010-88880000',
    })),
  ),
  question_answered: texts.flatMap(text =>
    each([true, false], settled => ({
      kind: 'question_answered',
      ...home(text),
      billId: text,
      billName: text,
      settled,
    })),
  ),
  vacancy_decided: texts.flatMap(text =>
    each([true, false], approved => ({
      kind: 'vacancy_decided',
      ...home(text),
      approved,
      from: '2026-12-01',
      reason: text,
    })),
  ),
  invoice_news: sums.flatMap(amountFen =>
    each(['issued', 'reversed', 'refused'] as const, outcome => ({
      kind: 'invoice_news',
      ...home(odd),
      invoiceId: odd,
      outcome,
      amountFen,
      reason: odd,
      asked: true,
    })),
  ),
  repair_news: RepairEvent.options.flatMap(event =>
    each(RepairKind.options, repairKind => ({
      kind: 'repair_news',
      ...home(odd),
      place: odd,
      repairId: odd,
      repairKind,
      event,
      assignee: odd,
      reason: odd,
    })),
  ),
  complaint_news: ComplaintEvent.options.flatMap(event =>
    each(ComplaintKind.options, complaintKind => ({
      kind: 'complaint_news',
      ...home(odd),
      complaintId: odd,
      number: odd,
      complaintKind,
      event,
    })),
  ),
  visitor_news: texts.flatMap(text =>
    each(['at_gate', 'entered', 'permit_allowed', 'permit_refused'] as const, what => ({
      kind: 'visitor_news',
      ...home(text),
      passId: text,
      name: text,
      about: text,
      gateName: text,
      what,
    })),
  ),
  post_decided: [...PostEvent.options, 'mute' as const, 'unmute' as const].flatMap(event =>
    each([undefined, ...RefusalReason.options], reason => ({
      kind: 'post_decided',
      communityId: odd,
      postId: odd,
      event,
      ...(reason && { reason }),
    })),
  ),
  post_reply: each(texts, text => ({ kind: 'post_reply', communityId: text, postId: text, author: text })),
  notice_published: each(texts, text => ({ kind: 'notice_published', ...notice(text) })),
  notice_urgent: each(texts, text => ({ kind: 'notice_urgent', ...notice(text) })),
  objection_answered: each(texts, text => ({ kind: 'objection_answered', ...notice(text) })),
  digest: each([{}, Object.fromEntries(MessageKind.options.map(kind => [kind, 99]))], counts => ({
    kind: 'digest',
    counts,
  })),
  binding_approved: each(texts, text => ({ kind: 'binding_approved', communityName: text, roomCode: text })),
  binding_refused: each(texts, text => ({
    kind: 'binding_refused',
    communityName: text,
    roomCode: text,
    reason: text,
  })),
  member_joined: each(texts, text => ({ kind: 'member_joined', roomCode: text, nameMasked: text, role: text })),
}

function notice(text: string) {
  return { communityId: text, noticeId: text, title: text, publisher: text, phone: '010-88880000' }
}

describe.each(Object.entries(all))('%s', (_, every) => {
  it('is taken by WeChat whatever it is made of', () => {
    expect(every.length).toBeGreaterThan(0)
    for (const facts of every) {
      const { data } = messageText(facts, at)
      expect({ data, bad: badKeywords(data) }).toEqual({ data, bad: [] })
      checkTemplateData(data)
    }
  })
})

it('holds for what the field is told', () => {
  for (const event of ['assign', 'transfer', 'reopen'] as const)
    for (const place of texts) {
      const { data } = staffText({
        kind: 'order_given',
        event,
        repairId: odd,
        place,
        repairKind: 'burst_pipe',
        finishBy: at,
      })
      expect(badKeywords(data)).toEqual([])
      checkTemplateData(data)
    }
})

it('cuts between characters, and says where it has cut', () => {
  expect(thing('一'.repeat(20))).toBe('一'.repeat(20))
  expect(thing('一'.repeat(21))).toBe(`${'一'.repeat(19)}…`)
  expect(thing(`${'一'.repeat(18)}𠮷𠮷`)).toBe(`${'一'.repeat(18)}…`)
  expect(thing('\n')).toBe('－')
  expect(amount(128_640)).toBe('1286.40元')
})

it.each([
  [{ thing1: '一'.repeat(21) }, 'thing1'],
  [{ phrase2: '已经受理了哦' }, 'phrase2'],
  [{ phrase2: '已受理1' }, 'phrase2'],
  [{ amount2: '1,286.40元' }, 'amount2'],
  [{ time3: '2026-12-31' }, 'time3'],
  [{ date3: '12:00' }, 'date3'],
  [{ odd1: 'x' }, 'odd1'],
])('%j is refused, there as here', (data: Record<string, string>, name) => {
  expect(badKeywords(data)).toEqual([name])
  expect(() => checkTemplateData(data)).toThrow('argument invalid')
})
