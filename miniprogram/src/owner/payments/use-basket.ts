import type { Order, PayParams, Prepared, TradeToPay } from '@linli/shared/payments/schema'
import { communityOfOrder } from '@linli/shared/ids'
import { paymentsApi } from '@linli/shared/payments/api'
import { useRef, useState } from 'react'
import { call, newKey } from '../../api'
import { platform } from '../../platform/platform'
import { type Problem, toProblem } from '../../problems'
import { decide, type PartEnd, type PartIo, type PartStep, payPart } from './basket-run'
import { keepLastWord } from './last-word'

/** One order of a basket: what it is called, what it costs as shown, and how it is made. */
export type BasketPart = {
  name: string
  note: string
  amountFen: number
  create: (idempotencyKey: string) => Promise<Prepared & { order: Pick<Order, 'orderId' | 'amountFen'> }>
}

export type Stopped = Exclude<PartEnd, { end: 'paid' }> | { end: 'problem'; problem: Problem }
export type Basket = {
  parts: readonly BasketPart[]
  /** Of those that are paid, the first first. */
  paid: readonly { orderId: string; paidFen: number }[]
  /** What happens to the next part just now. */
  step?: PartStep
  stopped?: Stopped
}
export type BasketRun = {
  /** Absent until it is begun, and when it was put away. */
  basket: Basket | undefined
  start: (parts: readonly BasketPart[]) => void
  /** From where it stopped; what is paid stays paid. */
  goOn: () => void
  /** The host shows nothing: nobody has to wait for it. */
  look: () => void
  putAway: () => void
}

/**
 * Pays parts one after another by itself, until all are paid or one is not. `stillThere`: asked before each payment is
 * opened, so that nothing pops up on a page that was left.
 */
export function useBasket(stillThere: () => boolean): BasketRun {
  const [basket, setBasket] = useState<Basket>()
  const looking = useRef<() => void>(() => undefined)
  const key = useRef(newKey())

  const ioOf = (part: BasketPart): PartIo<PayParams | TradeToPay> => ({
    create: async () => {
      const { order, pay, trade } = await part.create(key.current)
      return { order, pay: pay ?? trade }
    },
    pay: async params => {
      if (!stillThere()) return { outcome: 'cancelled' }
      const looked = new Promise<{ outcome: 'silent' }>(resolve => {
        looking.current = () => resolve({ outcome: 'silent' })
      })
      return Promise.race([platform.pay(params), looked])
    },
    ...asking,
  })

  const runFrom = async (parts: readonly BasketPart[], paidBefore: Basket['paid']): Promise<void> => {
    const paid = [...paidBefore]
    for (const part of parts.slice(paid.length)) {
      const end = await payPart(ioOf(part), part.amountFen, step => setBasket({ parts, paid: [...paid], step })).catch(
        (thrown: unknown): Stopped => {
          const problem = toProblem(thrown)
          // The same key goes again only while nobody knows whether the first call arrived.
          if (problem.kind !== 'offline') key.current = newKey()
          return { end: 'problem', problem }
        },
      )
      if (end.end === 'confirming') keepLastWord(end.orderId, end.said)
      if (end.end !== 'problem') key.current = newKey()
      if (end.end !== 'paid') return setBasket({ parts, paid, stopped: end })
      paid.push(end)
    }
    setBasket({ parts, paid })
  }

  const goOn = async (): Promise<void> => {
    if (!basket) return
    const { parts, paid, stopped } = basket
    if (stopped?.end === 'changed') {
      const changed = parts.map((part, i) => (i === paid.length ? { ...part, amountFen: stopped.amountFen } : part))
      return runFrom(changed, paid)
    }
    if (stopped?.end !== 'confirming' && stopped?.end !== 'suspended') return runFrom(parts, paid)
    setBasket({ parts, paid, step: 'checking' })
    const end = await decide(asking, stopped.orderId, stopped.said, { atEnd: true })
    if (end?.end === 'paid') return runFrom(parts, [...paid, end])
    setBasket({ parts, paid, stopped: end ?? stopped })
  }

  return {
    basket,
    start: parts => void runFrom(parts, []),
    goOn: () => void goOn(),
    look: () => looking.current(),
    putAway: () => setBasket(undefined),
  }
}

const asking: Pick<PartIo<PayParams | TradeToPay>, 'check' | 'close' | 'wait'> = {
  check: orderId => call(paymentsApi.checkOrder, { communityId: communityOfOrder(orderId), orderId }),
  close: orderId => call(paymentsApi.closeOrder, { communityId: communityOfOrder(orderId), orderId }),
  wait: ms => new Promise(resolve => setTimeout(resolve, ms)),
}
