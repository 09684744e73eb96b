import * as z from 'zod'

/**
 * What the platform does wrong on demand: no answer before or after it acted, a refusal, minutes of processing, a buyer who
 * never confirms or says no, an answer that is not signed right.
 */
export const TaxFault = z.strictObject({
  kind: z.enum([
    'time-out-before',
    'time-out-after',
    'refuse',
    'slow',
    'hold-red',
    'refuse-red',
    'bad-answer-signature',
    'system-error',
  ]),
  count: z.int().min(1).default(1),
  /** slow: how long; time-out: how long the connection hangs. */
  ms: z.int().min(0).optional(),
  /** refuse, refuse-red: the platform's words. */
  reason: z.string().optional(),
})
export type TaxFault = z.input<typeof TaxFault>

export class TaxFaults {
  #armed: z.output<typeof TaxFault>[] = []

  add(fault: TaxFault): void {
    this.#armed.push(TaxFault.parse(fault))
  }

  list = () => [...this.#armed]

  clear(): void {
    this.#armed = []
  }

  /** The first armed fault of the kind; it counts down and goes when spent. */
  take(kind: TaxFault['kind']) {
    const fault = this.#armed.find(each => each.kind === kind)
    if (!fault) return undefined
    fault.count -= 1
    if (fault.count < 1) this.#armed = this.#armed.filter(each => each !== fault)
    return fault
  }
}
