import * as z from 'zod'
import { endpoint, page, pageInput, Version } from '../contract'
import { CommunityId, Id } from '../ids'
import { BillQuestion, MyQuestion, QuestionSummary, QuestionText } from './question-schema'

const resident = { kind: 'home', roles: ['owner', 'tenant', 'family'], bills: true } as const
const reader = { kind: 'office', permission: 'billing:read' } as const
const answerer = { kind: 'office', permission: 'billing:answer' } as const
const one = { communityId: CommunityId, roomId: Id, billId: Id }

export const questionApi = {
  myQuestion: endpoint({
    id: 'billing.myQuestion',
    method: 'GET',
    path: '/v1/c/:communityId/rooms/:roomId/my-bills/:billId/question',
    summary: '我家一张账单的咨询',
    access: resident,
    input: one,
    output: MyQuestion,
  }),
  /** `disputes`: the bill is disputed from today, and bears no late fee until that is settled or taken back. */
  askQuestion: endpoint({
    id: 'billing.askQuestion',
    method: 'POST',
    path: '/v1/c/:communityId/rooms/:roomId/my-bills/:billId/question',
    summary: '就一张账单问物业，可同时提出异议',
    access: resident,
    input: { ...one, text: QuestionText, disputes: z.boolean().default(false) },
    output: MyQuestion,
    idempotent: true,
  }),
  withdrawDispute: endpoint({
    id: 'billing.withdrawDispute',
    method: 'POST',
    path: '/v1/c/:communityId/rooms/:roomId/my-bills/:billId/question/withdraw',
    summary: '收回对账单的异议',
    access: resident,
    input: one,
    output: MyQuestion,
  }),
  /** `waiting`: what the office has to answer or settle, the oldest first; `all`: the newest thread first. */
  listQuestions: endpoint({
    id: 'billing.listQuestions',
    method: 'GET',
    path: '/v1/c/:communityId/bill-questions',
    summary: '账单咨询：待处理的，旧的在前；或全部，新的在前',
    access: reader,
    input: { communityId: CommunityId, show: z.enum(['waiting', 'all']).default('waiting'), ...pageInput },
    output: page(QuestionSummary),
  }),
  getQuestion: endpoint({
    id: 'billing.getQuestion',
    method: 'GET',
    path: '/v1/c/:communityId/rooms/:roomId/bills/:billId/question',
    summary: '一张账单的咨询',
    access: reader,
    input: one,
    output: BillQuestion,
  }),
  answerQuestion: endpoint({
    id: 'billing.answerQuestion',
    method: 'POST',
    path: '/v1/c/:communityId/rooms/:roomId/bills/:billId/question/answers',
    summary: '答复账单咨询',
    access: answerer,
    input: { ...one, text: QuestionText, version: Version },
    output: BillQuestion,
    idempotent: true,
  }),
}
