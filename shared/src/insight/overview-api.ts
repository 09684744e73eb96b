import * as z from 'zod'
import { endpoint } from '../contract'
import { CommunityId, Id } from '../ids'
import { Fen } from '../money'
import { YearMonth } from '../time'

/** By itself: the office's first page needs no shape of a bill or an order. */
export const overviewApi = {
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
            'calls',
            'late_repairs',
            'revisits',
            'late_complaints',
            'objections',
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
            'posts_to_review',
            'reported_posts',
            'post_appeals',
            'guests_at_gates',
            'gate_alarms',
            'work_permits',
          ]),
          count: z.number().int(),
          oldest: z.string().optional(),
          /** What the oldest is about, where one is opened at a time. */
          objectId: Id.optional(),
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
