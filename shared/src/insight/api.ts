import * as z from 'zod'
import { BillView } from '../billing/schema'
import { endpoint } from '../contract'
import { CommunityId, Id } from '../ids'
import { Fen } from '../money'
import { MyNoticeRow } from '../notices/schema'
import { Order } from '../payments/schema'
import { Repair } from '../repairs/schema'
import { GuestAtGate, GuestExpected } from '../visitors/schema'

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
      /** 今天: what is published for this home, at most 3, emergencies and what is pinned first. */
      notices: z.array(MyNoticeRow),
      /** 今天 too: who waits at a gate for an answer. */
      guest: GuestAtGate.optional(),
      /** And who was invited for today and may still come, at most 20. */
      expected: z.array(GuestExpected),
      /** Whether there is a forum here: this release has it, and the community wants it. */
      forum: z.boolean(),
    }),
  }),
}
