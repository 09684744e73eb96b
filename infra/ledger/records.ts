import * as z from 'zod'

/** Records of an export as docs/export.md tells them, as far as balances need them. */
const fen = z.number().int()

export const Manifest = z.object({
  community: z.object({ communityId: z.string(), name: z.string() }),
  journal: z.object({ seq: z.number().int(), hash: z.string(), accounts: z.record(z.string(), fen) }),
  differences: z.record(z.string(), fen),
  parts: z.array(z.object({ path: z.string(), records: z.number().int(), sha256: z.string() })),
})
export type Manifest = z.infer<typeof Manifest>

const Line = z.object({
  account: z.string(),
  amountFen: fen,
  feeItemId: z.string().default(''),
  billId: z.string().default(''),
  objectId: z.string().default(''),
  month: z.string().default(''),
  channel: z.string().default(''),
  category: z.string().optional(),
})
export const Posting = z.object({
  seq: z.number().int(),
  previousHash: z.string(),
  hash: z.string(),
  postingDate: z.string(),
  receiptSerial: z.string().default(''),
  postingId: z.string(),
  communityId: z.string(),
  kind: z.string(),
  at: z.string(),
  valueDate: z.string(),
  sourceId: z.string(),
  orderId: z.string().default(''),
  lines: z.array(Line),
})
export type Posting = z.infer<typeof Posting>

export const Bill = z.object({
  billId: z.string(),
  object: z.object({ id: z.string() }),
  state: z.string(),
  amountFen: fen,
  paidFen: fen,
})
export type Bill = z.infer<typeof Bill>

export const Lot = z.object({
  lotId: z.string(),
  amountFen: fen,
  leftFen: fen,
  reversedAt: z.string().optional(),
  movements: z.array(z.object({ amountFen: fen })).optional(),
})
export const Deposit = z.object({ depositId: z.string(), amountFen: fen, state: z.string() })
export const Evidence = z.object({ suspenseFen: fen.optional(), released: z.boolean().optional() })
export const Marker = z.object({ transactionId: z.string(), orderId: z.string(), channel: z.string(), amountFen: fen })
