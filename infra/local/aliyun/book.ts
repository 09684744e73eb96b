import { randomUUID } from 'node:crypto'
import * as z from 'zod'

/** One SMS or mail that was taken, and what became of it. `arrivesAt` is when its receipt can be asked for. */
export const SentText = z.object({
  id: z.string(),
  kind: z.enum(['sms', 'mail']),
  to: z.string(),
  text: z.string(),
  subject: z.string().optional(),
  outId: z.string().optional(),
  sentAt: z.string(),
  arrivesAt: z.string(),
  outcome: z.enum(['arrives', 'fails']),
})
export type SentText = z.infer<typeof SentText>

/**
 * Faults of the next call or message: the answer never comes, before or after the message was taken; the number is
 * refused; the receipt comes late (`ms`), or says that it failed.
 */
export const textFaults = [
  'time-out-before',
  'time-out-after',
  'refuse-number',
  'late-receipt',
  'failed-receipt',
] as const
export const TextFaultInput = z.strictObject({
  kind: z.enum(textFaults),
  count: z.int().min(1).default(1),
  /** Acts only where the number or address contains this. */
  match: z.string().optional(),
  ms: z.int().min(0).optional(),
})
export type TextFault = z.output<typeof TextFaultInput> & { id: string }

export class TextBook {
  readonly sent: SentText[] = []
  faults: TextFault[] = []

  arm(input: z.input<typeof TextFaultInput>): TextFault {
    const fault = { id: randomUUID(), ...TextFaultInput.parse(input) }
    this.faults.push(fault)
    return fault
  }

  /** The first armed fault of the kind that acts on `to`; it counts down and goes when spent. */
  take(kind: TextFault['kind'], to: string): TextFault | undefined {
    const fault = this.faults.find(each => each.kind === kind && (!each.match || to.includes(each.match)))
    if (!fault) return undefined
    fault.count -= 1
    if (fault.count < 1) this.faults = this.faults.filter(({ id }) => id !== fault.id)
    return fault
  }
}
