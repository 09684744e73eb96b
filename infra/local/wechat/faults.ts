import { randomUUID } from 'node:crypto'
import * as z from 'zod'

/** Faults of a notice: each changes the next attempt of a payment notification, and no later one. */
export const noticeFaults = [
  'delay',
  'drop',
  'lose',
  'duplicate',
  'wrong-path',
  'wrong-amount',
  'wrong-currency',
  'wrong-mchid',
  'wrong-appid',
  'wrong-state',
  'unknown-order',
  'wrong-signature',
  'signtest',
  'wrong-serial',
  'missing-header',
  'doubled-header',
  'reserialise',
  'changed-byte',
  'bad-tag',
  'stale',
  'platform-mode',
] as const

/** Faults of the next payment on the phone. */
export const payFaults = ['voucher', 'late-after-close', 'phone-silent'] as const

/** Faults of the next refund that is asked for: how it ends (`ms`: after how long), or why it is not taken. */
export const refundFaults = [
  'refund-processing',
  'refund-closed',
  'refund-abnormal',
  'refund-no-balance',
  'refund-refused',
] as const

/** Faults of the next call to an API of WeChat or WeChat Pay. */
export const callFaults = [
  'time-out-before',
  'time-out-after',
  'system-error',
  'rate-limit',
  'token-over',
  'bad-answer-signature',
] as const

/** Faults of the next content check, and of the next verdict that is pushed (`ms`: after how long; over an hour unless told). */
export const checkFaults = [
  'text-review',
  'text-risky',
  'picture-review',
  'picture-risky',
  'author-absent',
  'push-delay',
  'push-drop',
  'push-duplicate',
  'push-wrong-signature',
  'push-wrong-appid',
] as const

/** Faults of the next trade bill that is asked for. */
export const billFaults = [
  'bill-creating',
  'bill-missing',
  'bill-truncated',
  'bill-hash',
  'bill-row-missing',
  'bill-amount',
] as const

export const FaultKind = z.enum([
  ...noticeFaults,
  ...payFaults,
  ...refundFaults,
  ...callFaults,
  ...checkFaults,
  ...billFaults,
])
export type FaultKind = z.infer<typeof FaultKind>

export const FaultInput = z.strictObject({
  kind: FaultKind,
  /** How many messages it acts on. */
  count: z.int().min(1).default(1),
  /** Acts only where the out_trade_no, transaction_id, openid or path contains this. */
  match: z.string().optional(),
  /** delay, duplicate, late-after-close: the wait. time-out: how long the connection hangs. */
  ms: z.int().min(0).optional(),
  /** stale: seconds added to the timestamp, −300 unless told. */
  seconds: z.int().optional(),
  /** wrong-amount, bill-amount: the amount told. voucher: what the coupon pays. */
  fen: z.int().min(0).optional(),
  /** duplicate, wrong-path: where the message goes. */
  url: z.url().optional(),
  /** wrong-state: the trade_state told. wrong-mchid, wrong-appid, wrong-currency: the value told. */
  value: z.string().optional(),
  /** missing-header, doubled-header: which one. */
  header: z.string().optional(),
  /** platform-mode: the key of the next message. */
  mode: z.enum(['certificate', 'public-key']).optional(),
})
export type FaultInput = z.input<typeof FaultInput>
export type Fault = z.output<typeof FaultInput> & { id: string }

export class Faults {
  private armed: Fault[] = []

  add(input: FaultInput): Fault {
    const fault = { id: randomUUID(), ...FaultInput.parse(input) }
    this.armed.push(fault)
    return fault
  }

  list(): Fault[] {
    return [...this.armed]
  }

  clear(): void {
    this.armed = []
  }

  /** The first armed fault of the kind that acts on `subject`; it counts down and goes when spent. */
  take(kind: FaultKind, subject: string): Fault | undefined {
    const fault = this.armed.find(each => each.kind === kind && (!each.match || subject.includes(each.match)))
    if (!fault) return undefined
    fault.count -= 1
    if (fault.count < 1) this.armed = this.armed.filter(each => each.id !== fault.id)
    return { ...fault }
  }
}
