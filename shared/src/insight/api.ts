import * as z from 'zod'
import { BillView } from '../billing/schema'
import { endpoint } from '../contract'
import { CommunityId, Id } from '../ids'
import { Fen } from '../money'
import { Order } from '../payments/schema'
import { Repair } from '../repairs/schema'
import { YearMonth } from '../time'

export const insightApi = {
  /** The first screen in one request: what do I owe, is a payment on its way, what is my repair doing. */
  home: endpoint({
    id: 'insight.home',
    method: 'GET',
    path: '/v1/c/:communityId/rooms/:roomId/home',
    summary: '首页',
    access: { kind: 'home', roles: ['owner', 'tenant', 'family'] },
    input: { communityId: CommunityId, roomId: Id },
    output: z.object({
      seesBills: z.boolean(),
      due: z.object({
        count: z.number().int(),
        amountFen: Fen,
        nextDueDate: z.string().optional(),
        overdue: z.number().int(),
      }),
      /** At most 40, oldest first. */
      bills: z.array(
        BillView.pick({
          billId: true,
          feeItemName: true,
          period: true,
          dueFen: true,
          dueDate: true,
          overdueDays: true,
        }),
      ),
      confirming: Order.pick({ orderId: true, amountFen: true, createdAt: true }).optional(),
      /** The open order of the household that moved last. */
      repair: Repair.pick({
        repairId: true,
        kind: true,
        place: true,
        state: true,
        assignee: true,
        paused: true,
        reportedAt: true,
      }).optional(),
    }),
  }),
  overview: endpoint({
    id: 'insight.overview',
    method: 'GET',
    path: '/v1/c/:communityId/overview',
    summary: '早上：今天等您的事，本月应收实收',
    access: { kind: 'office', permission: 'insight:read' },
    input: { communityId: CommunityId, month: YearMonth },
    output: z.object({
      waiting: z.array(
        z.object({
          kind: z.enum([
            'late_repairs',
            'binding_requests',
            'open_runs',
            'differences',
            'suspended_orders',
            'refund_approvals',
            'refund_problems',
            'bank_problems',
            'bill_questions',
            'vacancy_requests',
            'opening_drafts',
            'expiring_debts',
            'dunning_tasks',
            'dunning_letters',
          ]),
          count: z.number().int(),
          oldest: z.string().optional(),
        }),
      ),
      rooms: z.number().int(),
      /** 在修: not done yet; `isMore` where not all were counted. */
      repairs: z.object({ count: z.number().int(), isMore: z.boolean() }),
      billedFen: Fen,
      receivedFen: Fen,
      /** 当期收缴率 in 1/10,000; absent while nothing was billed. */
      rateBp: z.number().int().optional(),
      previous: z.object({ billedFen: Fen, receivedFen: Fen, rateBp: z.number().int().optional() }),
      /** Received per day of the month, for the bars. */
      daily: z.array(z.object({ date: z.string(), receivedFen: Fen })),
    }),
  }),
}
