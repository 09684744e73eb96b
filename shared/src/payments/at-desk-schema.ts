import * as z from 'zod'
import { ChargedObject, Payer } from '../billing/schema'
import { Id } from '../ids'
import { Fen } from '../money'

/** What an order takes that is no bill: 预存 for a room, 押金. `id` is the lot or deposit that it makes. */
export const Taken = z.object({
  kind: z.enum(['prepayment', 'deposit']),
  id: Id,
  object: ChargedObject,
  payer: Payer,
  name: z.string(),
  feeItemId: Id.optional(),
})
export type Taken = z.infer<typeof Taken>

/** Who took an order's money at the desk, the channel's own number (POS slip, bank serial, cheque), and the cash given. */
export const AtDesk = z.object({
  cashierId: Id,
  cashierName: z.string(),
  number: z.string().optional(),
  tenderedFen: Fen.optional(),
})
export type AtDesk = z.infer<typeof AtDesk>
