import { paymentsApi } from '@linli/shared/payments/api'
import type { Fen } from '@linli/shared/money'
import { useRef, useState } from 'react'
import { call, newKey } from '../../api'
import { payChannel } from '../../platform/host'
import { platform } from '../../platform/platform'
import { type Problem, toProblem } from '../../problems'
import { keepLastWord } from './last-word'
import type { Said } from './pages'

export type PayState =
  | { phase: 'ready' | 'making' }
  /** The host shows its payment; `orderId` can be watched meanwhile. */
  | { phase: 'paying'; orderId: string }
  /** The order costs something else than was shown: nobody pays a sum that they have not seen. */
  | { phase: 'changed'; amountFen: Fen }
  | { phase: 'failed'; problem: Problem }

type Wish = { communityId: string; bills: { roomId: string; billId: string }[]; amountFen: Fen }
export type Done = (orderId: string, said: Said, reason?: string) => void

/** Makes an order and opens its payment. Whatever the phone answers, `done` leads to the page that asks about the order. */
export function usePay(done: Done): { state: PayState; pay: (wish: Wish) => void; reset: () => void } {
  const [state, setState] = useState<PayState>({ phase: 'ready' })
  const key = useRef(newKey())
  const start = async ({ amountFen, ...input }: Wish) => {
    setState({ phase: 'making' })
    const { order, pay, trade } = await call(
      paymentsApi.createOrder,
      { ...input, channel: payChannel },
      { idempotencyKey: key.current },
    )
    key.current = newKey()
    if (order.amountFen !== amountFen) return setState({ phase: 'changed', amountFen: order.amountFen })
    const params = pay ?? trade
    if (!params) return done(order.orderId, 'watching')
    setState({ phase: 'paying', orderId: order.orderId })
    const { outcome, reason } = await platform.pay(params)
    keepLastWord(order.orderId, outcome)
    setState({ phase: 'ready' })
    done(order.orderId, outcome, reason)
  }
  return {
    state,
    pay: wish =>
      void start(wish).catch((thrown: unknown) => {
        const problem = toProblem(thrown)
        // The same key goes again only while nobody knows whether the first call arrived.
        if (problem.kind !== 'offline') key.current = newKey()
        setState({ phase: 'failed', problem })
      }),
    reset: () => setState({ phase: 'ready' }),
  }
}
