import { prepayApi } from '@linli/shared/billing/prepay-api'
import type { BillView } from '@linli/shared/billing/schema'
import type { DeskRoom } from '@linli/shared/payments/desk-api'
import { Button } from 'antd'
import { useState } from 'react'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { prepayWords as words } from './desk-words'
import { PrepayForm } from './prepay-form'

/** 预缴 at the counter: months to come are issued at once, and then stand among the bills; those not paid can go again. */
export function DeskPrepay({ room }: { room: DeskRoom }) {
  const [open, setOpen] = useState(false)
  const [leaving, setLeaving] = useState<BillView[]>()
  return (
    <div className="bar desk-held">
      <Button size="small" onClick={() => setOpen(true)}>
        {words.open}
      </Button>
      {unpaidPurchases(room.bills).map(bills => (
        <span key={bills[0]?.purchase?.purchaseId} className="figure">
          {words.unpaid(bills[0]?.feeItemName ?? '', bills.length)}{' '}
          <Button size="small" type="link" onClick={() => setLeaving(bills)}>
            {words.cancel}
          </Button>
        </span>
      ))}
      <PrepayForm room={room.room} open={open} close={() => setOpen(false)} />
      <Cancel roomId={room.room.roomId} bills={leaving} close={() => setLeaving(undefined)} />
    </div>
  )
}

/** The bills of each purchase for which no money has come. */
function unpaidPurchases(bills: readonly BillView[]): BillView[][] {
  const ids = new Set(bills.flatMap(({ purchase }) => purchase?.purchaseId ?? []))
  return [...ids]
    .map(id => bills.filter(({ purchase }) => purchase?.purchaseId === id))
    .filter(
      own => own.every(({ state }) => state === 'published') && own.length >= (own[0]?.purchase?.bills.length ?? 0),
    )
}

type CancelProps = { roomId: string; bills: BillView[] | undefined; close: () => void }

function Cancel({ roomId, bills = [], close }: CancelProps) {
  const { communityId } = usePlace()
  const toast = useToast()
  const [first] = bills
  const cancel = useWrite(prepayApi.cancelPrepay, {
    refreshes: ['payments.', 'billing.', 'insight.', 'audit.'],
    onDone: ({ count }) => {
      toast(words.cancelled(count))
      close()
    },
  })
  return (
    <ConfirmDialog
      title={words.cancelTitle(first?.feeItemName ?? '', bills.length)}
      open={first !== undefined}
      close={close}
      action={words.cancelAction(bills.length)}
      danger
      busy={cancel.isPending}
      error={cancel.error}
      confirm={() => {
        const { billId = '', purchase } = first ?? {}
        cancel.mutate({ communityId, roomId, billId, purchaseId: purchase?.purchaseId ?? '' })
      }}
    >
      <p>{words.cancelLine}</p>
    </ConfirmDialog>
  )
}
