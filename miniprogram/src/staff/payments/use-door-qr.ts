import type { OutputOf } from '@linli/shared/contract'
import { type DoorPayment, doorQrApi } from '@linli/shared/payments/door-qr-api'
import type { OnlineChannel } from '@linli/shared/payments/schema'
import { useEffect, useRef, useState } from 'react'
import { call } from '../../api'
import { useAct } from '../../use-act'

/** How often the channel itself is asked: its notice is usually faster. */
const askMs = 5000

type Shown = NonNullable<OutputOf<typeof doorQrApi.createDoorQr>['code']>
type OfRepair = { communityId: string; repairId: string }

/** A code on this phone for a repair's bill, followed until it is paid, taken back or over. */
export function useDoorQr({ communityId, repairId }: OfRepair) {
  const act = useAct()
  const [code, setCode] = useState<Shown & { until: number }>()
  const [payment, setPayment] = useState<DoorPayment>()
  const asking = useRef(false)
  const of = { communityId, repairId }
  const orderId = code?.orderId
  const isOpen = payment?.state === 'open' && orderId !== undefined

  useEffect(() => {
    if (!isOpen) return undefined
    const ask = async () => {
      // One question at a time; one that finds no network is asked again.
      if (asking.current) return
      asking.current = true
      const answer = await call(doorQrApi.checkDoorQr, { communityId, repairId, orderId }).catch(() => undefined)
      asking.current = false
      if (answer) setPayment(answer)
    }
    const timer = setInterval(() => void ask(), askMs)
    return () => clearInterval(timer)
  }, [isOpen, communityId, repairId, orderId])

  const show = (channel: OnlineChannel) =>
    act.run('show', async () => {
      setPayment(undefined)
      const answer = await call(doorQrApi.createDoorQr, { ...of, channel })
      setCode(answer.code && { ...answer.code, until: Date.now() + answer.code.secondsLeft * 1000 })
      setPayment(answer)
    })
  const follow = (name: 'check' | 'close', then?: () => void) =>
    act.run(name, async () => {
      if (!isOpen) return then?.()
      const endpoint = name === 'check' ? doorQrApi.checkDoorQr : doorQrApi.closeDoorQr
      const answer = await call(endpoint, { ...of, orderId })
      setPayment(answer)
      // Paid in that moment: it is said, instead of being closed away.
      if (answer.state !== 'paid') then?.()
    })
  return {
    code,
    payment,
    busy: act.busy,
    problem: act.problem,
    show,
    check: () => follow('check'),
    close: (then: () => void) => follow('close', then),
  }
}
export type DoorQr = ReturnType<typeof useDoorQr>
