import { randomUUID } from 'node:crypto'
import * as z from 'zod'

/** Each changes the next attempt of a notice, and no later one. */
export const noticeFaults = [
  'delay',
  'drop',
  'lose',
  'duplicate',
  'late-finished',
  'wrong-amount',
  'wrong-seller',
  'wrong-app',
  'wrong-signature',
  'old-signature',
  'sign-type',
  'unknown-order',
  'wrong-path',
] as const

/** Each changes the next call, refund or bill. */
export const callFaults = [
  'time-out-before',
  'time-out-after',
  'system-error',
  'bad-answer-signature',
  'refund-pending',
  'refund-no-balance',
  'bill-missing',
  'bill-footer',
  'bill-expired',
] as const

export const FaultInput = z.strictObject({
  kind: z.enum([...noticeFaults, ...callFaults]),
  /** How many messages it acts on. */
  count: z.int().min(1).default(1),
  /** Acts only where the message contains this. */
  match: z.string().optional(),
  /** delay, duplicate, late-finished: the wait. time-out: how long the connection hangs. */
  ms: z.int().min(0).optional(),
  /** wrong-amount: the amount told. */
  fen: z.int().min(0).optional(),
  /** duplicate, wrong-path: where the message goes. */
  url: z.url().optional(),
})
export type FaultInput = z.input<typeof FaultInput>
export type Fault = z.output<typeof FaultInput> & { id: string }

export class Faults {
  #armed: Fault[] = []

  add(input: FaultInput): Fault {
    const fault = { id: randomUUID(), ...FaultInput.parse(input) }
    this.#armed.push(fault)
    return fault
  }

  list = (): Fault[] => [...this.#armed]

  clear(): void {
    this.#armed = []
  }

  /** The first armed fault of the kind that acts on `subject`; it counts down and goes when spent. */
  take(kind: Fault['kind'], subject: string): Fault | undefined {
    const fault = this.#armed.find(each => each.kind === kind && subject.includes(each.match ?? ''))
    if (!fault) return undefined
    fault.count -= 1
    if (fault.count < 1) this.#armed = this.#armed.filter(each => each !== fault)
    return fault
  }
}
