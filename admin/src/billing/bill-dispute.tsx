import { billingApi } from '@linli/shared/billing/api'
import type { BillView } from '@linli/shared/billing/schema'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { billWords as words } from './bill-words'

/** 登记争议, or that it is over: the late fee stands still in between. */
export function BillDispute({ bill, open, close }: { bill: BillView; open: boolean; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const isOver = bill.dispute !== undefined
  const word = isOver ? words.settleDispute : words.dispute
  const options = {
    refreshes: ['billing.', 'payments.deskRoom', 'audit.'],
    onDone: () => {
      toast(word)
      close()
    },
  }
  const raise = useWrite(billingApi.raiseDispute, options)
  const settle = useWrite(billingApi.settleDispute, options)
  const asked = (reason: string) => ({ communityId, roomId: bill.object.id, billId: bill.billId, reason })
  return (
    <ConfirmDialog
      title={word}
      open={open}
      close={close}
      action={word}
      needsReason
      busy={raise.isPending || settle.isPending}
      error={raise.error ?? settle.error}
      confirm={reason => (isOver ? settle : raise).mutate(asked(reason))}
    >
      <p>{isOver ? words.settleDisputeLine : words.disputeLine}</p>
    </ConfirmDialog>
  )
}
