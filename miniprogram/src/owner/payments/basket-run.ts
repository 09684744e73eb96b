import type { CheckedOrder } from '@linli/shared/payments/schema'
import type { PayAnswer } from '../../platform/platform'
import { waitsMs } from './ask-schedule'
import { wantsClosing } from './order-view'
import type { Said } from './pages'

/** How one order of a basket ended. Only the server's word makes it paid. */
export type PartEnd =
  | { end: 'paid'; orderId: string; paidFen: number }
  /** Nothing was paid: the person's own no, or the bank's; the bills are free again. */
  | { end: 'cancelled' | 'refused'; orderId: string; reason?: string | undefined }
  /** Its money may be on the way (`said`), or a person looks at it: nothing is offered for payment meanwhile. */
  | { end: 'confirming' | 'suspended'; orderId: string; said: Said }
  /** It costs something else than was shown. */
  | { end: 'changed'; amountFen: number }

export type PartStep = 'making' | 'paying' | 'checking'
type Answer = Pick<CheckedOrder, 'state' | 'suspended' | 'unpaid' | 'paidFen' | 'amountFen'>

/** What paying takes from outside: the server, the host's payment sheet, the clock. */
export type PartIo<P> = {
  create(): Promise<{ order: { orderId: string; amountFen: number }; pay?: P | undefined }>
  pay(params: P): Promise<PayAnswer>
  check(orderId: string): Promise<Answer>
  close(orderId: string): Promise<Answer>
  wait(ms: number): Promise<void>
}

/**
 * Pays one part: makes its order, opens the payment and asks until it is decided, a minute at most. Throws what making the
 * order throws: then nothing was begun.
 */
export async function payPart<P>(io: PartIo<P>, shownFen: number, tell: (step: PartStep) => void): Promise<PartEnd> {
  tell('making')
  const { order, pay } = await io.create()
  const { orderId } = order
  if (order.amountFen !== shownFen) return { end: 'changed', amountFen: order.amountFen }
  tell('paying')
  const { outcome: said, reason } = pay ? await io.pay(pay) : { outcome: 'silent' as const, reason: undefined }
  tell('checking')
  for (const [i, ms] of waitsMs.entries()) {
    await io.wait(ms)
    const decided = await decide(io, orderId, said, { reason, atEnd: i === waitsMs.length - 1 })
    if (decided) return decided
  }
  return { end: 'confirming', orderId, said }
}

/**
 * Asks about a part whose money may have been on the way; undefined where nobody knows still. `atEnd`: the channel's word
 * that nobody has paid counts, unless the phone claims it; the same order goes on, which is never a second payment.
 */
export async function decide<P>(
  io: Pick<PartIo<P>, 'check' | 'close'>,
  orderId: string,
  said: Said,
  { reason, atEnd = false }: { reason?: string | undefined; atEnd?: boolean } = {},
): Promise<PartEnd | undefined> {
  try {
    const asked = await io.check(orderId)
    const answer = wantsClosing(said, asked) ? await io.close(orderId) : asked
    if (answer.state === 'paid') return { end: 'paid', orderId, paidFen: answer.paidFen ?? answer.amountFen }
    if (answer.suspended) return { end: 'suspended', orderId, said }
    if (atEnd && answer.unpaid && answer.state !== 'closed' && said !== 'paid-claimed')
      return { end: 'cancelled', orderId }
    // What the phone claims to have paid is asked for until the end.
    if (answer.state !== 'closed' || said === 'paid-claimed' || said === 'silent') return undefined
    return { end: said === 'failed' ? 'refused' : 'cancelled', orderId, reason }
  } catch {
    // The schedule asks again; its end has words and a button.
    return undefined
  }
}
