import { deskQrApi } from '@linli/shared/payments/desk-qr-api'
import { paymentsApi } from '@linli/shared/payments/api'
import { isOpenOrder } from '@linli/shared/payments/rules'
import type { OfficeOrder, OnlineChannel } from '@linli/shared/payments/schema'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import type { Desk } from './use-desk'

/** How often the channel itself is asked: its notice is usually faster. */
const askMs = 5000
const refreshes = ['payments.', 'billing.', 'insight.', 'audit.']

/** A code on the clerk's screen, followed until it is paid, taken back or over. */
export function useDeskQr(desk: Desk, done: (order: OfficeOrder) => void) {
  const { communityId } = usePlace()
  const [channel, setChannel] = useState<OnlineChannel>()
  const client = useQueryClient()
  const creating = useWrite(deskQrApi.createDeskQr, { refreshes: [] })
  const shown = creating.data
  const orderId = shown?.order.orderId ?? ''
  const end = (order: OfficeOrder) => {
    setChannel(undefined)
    creating.reset()
    if (order.state !== 'paid') return
    done(order)
    const isMoved = (key: readonly unknown[]) => refreshes.some(domain => String(key[0]).startsWith(domain))
    void client.invalidateQueries({ predicate: ({ queryKey }) => isMoved(queryKey) })
  }
  const checking = useWrite(deskQrApi.checkDeskQr, { refreshes: [] })
  const closing = useWrite(deskQrApi.closeDeskQr, { refreshes })
  const left = useSecondsLeft(shown?.secondsLeft, orderId)
  const isOver = shown !== undefined && left <= 0
  const isOpen = shown !== undefined && channel !== undefined
  const read = useRead(
    paymentsApi.officeOrder,
    { communityId, orderId },
    { enabled: isOpen, pollWhile: ({ state }) => isOpenOrder(state) },
  )
  const order = read.data ?? shown?.order
  const isPaid = order?.state === 'paid'

  useEffect(() => {
    if (isPaid && order && channel) end(order)
  })
  const { mutate: check } = checking
  useEffect(() => {
    if (!isOpen || isPaid) return undefined
    const timer = setInterval(() => check({ communityId, orderId }), askMs)
    return () => clearInterval(timer)
  }, [isOpen, isPaid, check, communityId, orderId])
  const { mutate: close } = closing
  useEffect(() => {
    if (isOpen && isOver) close({ communityId, orderId })
  }, [isOpen, isOver, close, communityId, orderId])

  const show = (wanted: OnlineChannel, despite: { despiteBank?: true } = {}) => {
    setChannel(wanted)
    closing.reset()
    creating.mutate({ ...desk.asked(), channel: wanted, ...despite })
  }
  return {
    channel,
    order,
    codeUrl: shown?.codeUrl,
    left,
    isOver,
    isBusy: creating.isPending || closing.isPending,
    isChecking: checking.isPending,
    error: creating.error ?? closing.error ?? checking.error,
    failed: creating.error,
    show,
    check: () => check({ communityId, orderId }),
    /** The clerk takes the code back; what has just been paid stays paid. */
    cancel: () => {
      if (!shown || (order && !isOpenOrder(order.state))) {
        setChannel(undefined)
        creating.reset()
      } else closing.mutate({ communityId, orderId }, { onSuccess: end })
    },
  }
}
export type DeskQr = ReturnType<typeof useDeskQr>

/** Counts down from what the server said, anew for each order. */
function useSecondsLeft(from: number | undefined, orderId: string): number {
  const [until, setUntil] = useState({ orderId: '', at: 0 })
  const [now, setNow] = useState(() => Date.now())
  if (from !== undefined && until.orderId !== orderId) setUntil({ orderId, at: Date.now() + from * 1000 })
  useEffect(() => {
    if (from === undefined) return undefined
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [from])
  return from === undefined || until.orderId !== orderId ? (from ?? 0) : Math.ceil((until.at - now) / 1000)
}
