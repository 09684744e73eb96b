import { communityOfOrder } from '@linli/shared/ids'
import { paymentsApi } from '@linli/shared/payments/api'
import type { CheckedOrder } from '@linli/shared/payments/schema'
import { useDidShow } from '@tarojs/taro'
import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '../../api'
import { toProblem } from '../../problems'
import { lastWordOn } from './last-word'
import { type OpenOrderView, openOrderView } from './order-view'

export type OpenOrder = { orderId: string; view: OpenOrderView; order?: CheckedOrder }

/** `none`: not this account's order. */
type Answer = CheckedOrder | 'asking' | 'silent' | 'none'

/**
 * How the orders stand that were left behind: the channel is asked once, and again when the page is seen again. Those
 * that are closed, and those of somebody else, are not in the answer; `onDecided` runs when one has been decided.
 */
export function useOpenOrders(orderIds: readonly string[], onDecided: () => void): OpenOrder[] {
  const [answers, setAnswers] = useState<Record<string, Answer>>({})
  const key = orderIds.join()
  const latest = useRef({ key, onDecided })
  useEffect(() => {
    latest.current = { key, onDecided }
  })

  const ask = useCallback(async () => {
    const asked = latest.current.key
    await Promise.all(
      asked.split(',').map(async orderId => {
        if (orderId === '') return
        const answer = await howItStands(orderId)
        setAnswers(before => ({ ...before, [orderId]: answer }))
        if (isDecided(answer) && latest.current.key === asked) latest.current.onDecided()
      }),
    )
  }, [])

  useEffect(() => void ask(), [key, ask])
  useDidShow(() => {
    // The first show finds the first question under way.
    if (Object.keys(answers).length > 0) void ask()
  })
  return orderIds.flatMap(orderId => {
    const answer = answers[orderId] ?? 'asking'
    const view = answer === 'none' ? undefined : openOrderView(lastWordOn(orderId), answer)
    return view ? [{ orderId, view, ...(typeof answer === 'object' ? { order: answer } : {}) }] : []
  })
}

const isDecided = (answer: Answer): boolean =>
  typeof answer === 'object' && (answer.state === 'paid' || answer.state === 'closed') && !answer.suspended

const howItStands = (orderId: string): Promise<Answer> =>
  call(paymentsApi.checkOrder, { communityId: communityOfOrder(orderId), orderId }).catch((thrown: unknown) =>
    toProblem(thrown).code === 'record.not_found' ? 'none' : 'silent',
  )

/** While its money may be on the way, a bill is not offered for payment again. */
export const holding = (orders: readonly OpenOrder[]): string[] =>
  orders.filter(({ view }) => view !== 'unpaid').map(({ orderId }) => orderId)
