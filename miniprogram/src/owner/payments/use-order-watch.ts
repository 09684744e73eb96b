import { communityOfOrder } from '@linli/shared/ids'
import { paymentsApi } from '@linli/shared/payments/api'
import type { CheckedOrder } from '@linli/shared/payments/schema'
import { useDidShow } from '@tarojs/taro'
import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '../../api'
import { endAfterMs, slowAfterMs, waitsMs } from './ask-schedule'
import { isWaiting, mayChange, type OrderView, orderView, wantsClosing } from './order-view'
import type { Said } from './pages'

export type OrderWatch = { view: OrderView; order?: CheckedOrder; checking: boolean; ask: () => void }

/**
 * Follows one order until it is decided: asks on the schedule, at once when the page is shown again, and by hand after
 * the end. `run` starts it anew (another payment of the same page).
 */
export function useOrderWatch(orderId: string, said: Said, run: number): OrderWatch {
  const [order, setOrder] = useState<CheckedOrder>()
  const [closedByUs, setClosedByUs] = useState(false)
  const [phase, setPhase] = useState<'asking' | 'slow' | 'ended'>('asking')
  const [checking, setChecking] = useState(false)
  const asking = useRef(false)
  const view = orderView({ said, order, closedByUs, phase })

  const check = useCallback(async () => {
    // One question at a time: a slow answer is not overtaken.
    if (asking.current) return
    asking.current = true
    try {
      const input = { communityId: communityOfOrder(orderId), orderId }
      const answer = await call(paymentsApi.checkOrder, input)
      if (!wantsClosing(said, answer)) return setOrder(answer)
      const closed = await call(paymentsApi.closeOrder, input)
      setClosedByUs(true)
      setOrder(closed)
    } catch {
      // The schedule asks again; its end has words and a button.
    } finally {
      asking.current = false
    }
  }, [orderId, said])

  useEffect(() => {
    setOrder(undefined)
    setClosedByUs(false)
    setPhase('asking')
    const timers = [setTimeout(() => setPhase('slow'), slowAfterMs), setTimeout(() => setPhase('ended'), endAfterMs)]
    return () => timers.forEach(clearTimeout)
  }, [run])

  const waiting = isWaiting(view)
  useEffect(() => {
    if (!waiting) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const next = (i: number): void => {
      const wait = waitsMs[i]
      if (wait === undefined) return
      timer = setTimeout(() => {
        void check()
        next(i + 1)
      }, wait)
    }
    next(0)
    return () => clearTimeout(timer)
  }, [waiting, check, run])

  useDidShow(() => {
    if (mayChange(view)) void check()
  })
  const ask = () => {
    setChecking(true)
    void check().then(() => setChecking(false))
  }
  return { view, order, checking, ask }
}
