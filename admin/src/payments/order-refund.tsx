import { periodName } from '@linli/shared/billing/words'
import { formatYuan, parseYuan } from '@linli/shared/money'
import { deskApi } from '@linli/shared/payments/desk-api'
import type { OfficeOrder } from '@linli/shared/payments/schema'
import { Input } from 'antd'
import { useState } from 'react'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { DataTable } from '../kit/data-table'
import { yuan } from '../kit/format'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { refundWords as words } from './desk-words'
import { leftOf, refundOf } from './refund-amounts'

type Props = { order: OfficeOrder; open: boolean; close: () => void; done: (refundId: string | undefined) => void }

/** Money of the counter goes back the way it came: all that is left, unless somebody types less. */
export function OrderRefund({ order, open, close, done }: Props) {
  const toast = useToast()
  const left = leftOf(order)
  const [typed, setTyped] = useState<Record<string, string>>({})
  const { bills, totalFen } = refundOf(left, typed)
  const refund = useWrite(deskApi.refund, {
    refreshes: ['payments.', 'billing.', 'insight.', 'audit.'],
    onDone: receipt => {
      toast(words.done(yuan(-receipt.amountFen)))
      close()
      done(receipt.red?.refundId)
    },
  })
  const { communityId, orderId } = order
  return (
    <ConfirmDialog
      title={words.title}
      open={open}
      close={close}
      action={totalFen === undefined ? words.bad : words.action(yuan(totalFen))}
      danger
      needsReason
      blocked={totalFen === undefined || totalFen === 0}
      busy={refund.isPending}
      error={refund.error}
      confirm={reason => refund.mutate({ communityId, orderId, bills, reason })}
    >
      <p>{words.line}</p>
      <DataTable
        caption={words.title}
        rows={left}
        rowKey={({ share }) => share.billId}
        sticky={false}
        columns={[
          { title: words.columns.room, cell: ({ share }) => <span className="figure">{share.object.code}</span> },
          { title: words.columns.item, cell: ({ share }) => `${share.feeItemName} ${periodName(share.period)}` },
          { title: words.columns.left, cell: ({ fen }) => yuan(fen), figure: true },
          {
            title: words.columns.back,
            cell: ({ share, fen }) => {
              const text = typed[share.billId] ?? formatYuan(fen)
              const isBad = (parseYuan(text) ?? -1) < 0 || (parseYuan(text) ?? 0) > fen
              return (
                <Input
                  className="desk-amount"
                  inputMode="decimal"
                  aria-label={words.backOf(share.feeItemName, periodName(share.period))}
                  aria-invalid={isBad}
                  status={isBad ? 'error' : ''}
                  value={text}
                  onChange={event => setTyped(before => ({ ...before, [share.billId]: event.target.value }))}
                />
              )
            },
            figure: true,
          },
        ]}
      />
    </ConfirmDialog>
  )
}
