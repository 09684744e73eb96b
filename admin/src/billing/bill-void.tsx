import { billingApi } from '@linli/shared/billing/api'
import type { Bill } from '@linli/shared/billing/schema'
import { Checkbox } from 'antd'
import { useState } from 'react'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { yuan } from '../kit/format'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { billWords as words } from './bill-words'

type Props = { bill: Bill; open: boolean; close: () => void; goTo: (bill: Bill) => void }

/** A bill is never edited: it is void with a reason, and a new revision may be issued at once. */
export function BillVoid({ bill, open, close, goTo }: Props) {
  const { communityId } = usePlace()
  const toast = useToast()
  const [wanted, setReissue] = useState(true)
  // What was brought along has nothing to be computed from; a 补差 is made again on its bill.
  const canReissue = !bill.opening && !bill.adjusts
  const reissue = wanted && canReissue
  const voidBill = useWrite(billingApi.voidBill, {
    refreshes: ['billing.', 'insight.', 'audit.', 'payments.', 'opening.'],
    onDone: ({ reissued }) => {
      const [first] = reissued
      toast(
        first
          ? words.reissued(reissued.length, yuan(reissued.reduce((sum, next) => sum + next.amountFen, 0)))
          : words.voided,
      )
      close()
      if (first) goTo(first)
    },
  })
  const amount = yuan(bill.amountFen)
  const { billId, object } = bill
  return (
    <ConfirmDialog
      title={words.voidTitle(object.code, bill.feeItemName)}
      open={open}
      close={close}
      action={reissue ? words.voidReissueAction(amount) : words.voidAction(amount)}
      danger
      needsReason
      busy={voidBill.isPending}
      error={voidBill.error}
      confirm={reason => voidBill.mutate({ communityId, roomId: object.id, billId, reason, reissue })}
    >
      <p>{words.voidLine}</p>
      {canReissue && (
        <Checkbox checked={reissue} onChange={event => setReissue(event.target.checked)}>
          {words.reissue}
        </Checkbox>
      )}
    </ConfirmDialog>
  )
}
