import type { DeskRoom } from '@linli/shared/payments/desk-api'
import type { OfficeOrder } from '@linli/shared/payments/schema'
import type { PrepaymentLot } from '@linli/shared/payments/held-schema'
import { Button } from 'antd'
import { useState } from 'react'
import { yuan } from '../kit/format'
import { usePlace } from '../session'
import { heldWords as words } from './desk-words'
import { HeldTake } from './held-take'
import { LotRefund } from './lot-refund'

type Props = { room: DeskRoom; taken: (order: OfficeOrder) => void }

/** What a household has with us, and what else it may bring: 预存 and 押金. */
export function DeskHeld({ room, taken }: Props) {
  const { can } = usePlace()
  const [taking, setTaking] = useState<'deposit' | 'prepayment'>()
  const [lot, setLot] = useState<PrepaymentLot>()
  const { bills, residents, lots, deposits } = room
  const paidBy = bills[0]?.payer.name ?? residents[0]?.personName ?? ''
  return (
    <>
      <div className="bar desk-held">
        <Button size="small" onClick={() => setTaking('prepayment')}>
          {words.takePrepayment}
        </Button>
        <Button size="small" onClick={() => setTaking('deposit')}>
          {words.takeDeposit}
        </Button>
        {lots.map(each => (
          <span key={each.lotId} className="figure">
            {words.lot(yuan(each.leftFen), 'feeItemName' in each ? each.feeItemName : undefined)}{' '}
            {can('payments:refund') && 'payer' in each && (
              <Button size="small" type="link" onClick={() => setLot(each)}>
                {words.giveBack}
              </Button>
            )}
          </span>
        ))}
        {deposits.map(deposit => (
          <span key={deposit.depositId} className="figure">
            {deposit.name} {yuan(deposit.amountFen)}
          </span>
        ))}
      </div>
      <HeldTake
        kind={taking ?? 'prepayment'}
        room={room.room}
        paidBy={paidBy}
        open={taking !== undefined}
        close={() => setTaking(undefined)}
        taken={taken}
      />
      <LotRefund lot={lot} close={() => setLot(undefined)} />
    </>
  )
}
