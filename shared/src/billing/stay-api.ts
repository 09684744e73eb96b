import * as z from 'zod'
import { endpoint } from '../contract'
import { CommunityId, Id } from '../ids'
import { Fen, PositiveFen } from '../money'
import { Instant } from '../time'
import { BillLine } from './fee-schema'
import { Bill } from './schema'

const cashier = { kind: 'office', permission: 'payments:collect' } as const
const stay = {
  communityId: CommunityId,
  feeItemId: Id,
  plate: z.string().trim().min(5, '请填写完整车牌').max(12),
  enteredAt: Instant,
  leftAt: Instant,
}

/** 临时停车: a stay is computed, then charged as one bill of its plate, which the counter collects. */
export const stayApi = {
  quoteStay: endpoint({
    id: 'billing.quoteStay',
    method: 'GET',
    path: '/v1/c/:communityId/stays/quote',
    summary: '计算一次临时停车的费用',
    access: cashier,
    input: stay,
    output: z.object({ plateMasked: z.string(), amountFen: Fen, lines: z.array(BillLine) }),
  }),
  /** `amountFen` is what the clerk saw; another sum is refused. No minute of a plate is charged twice. */
  chargeStay: endpoint({
    id: 'billing.chargeStay',
    method: 'POST',
    path: '/v1/c/:communityId/stays',
    summary: '临时停车出一张账单，再到收费台收款',
    access: cashier,
    input: { ...stay, amountFen: PositiveFen },
    output: Bill,
    idempotent: true,
  }),
}
