import { adjustmentApi } from '@linli/shared/billing/adjustment-api'
import type { Bill, BillView } from '@linli/shared/billing/schema'
import { parseScaled } from '@linli/shared/money'
import { Checkbox, Form, Input } from 'antd'
import { useState } from 'react'
import { Refusal } from '../kit/banner'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { Facts } from '../kit/facts'
import { yuan } from '../kit/format'
import { Skeleton } from '../kit/state'
import { useToast } from '../kit/toast'
import { useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { adjustWords as words, creditWords } from './adjust-words'
import { Computation } from './computation'

type Props = { bill: BillView; open: boolean; close: () => void; goTo: (bill: Bill) => void }

/** 补差: what today's data make of the bill, less what it charged; of a meter also with the reading corrected. */
export function BillAdjust({ bill, open, close, goTo }: Props) {
  const { communityId } = usePlace()
  const toast = useToast()
  const [text, setText] = useState('')
  const [over, setOver] = useState(false)
  const isMeter = bill.charged?.type === 'meter'
  const reading = isMeter && text !== '' ? parseScaled(text, 1_000) : undefined
  const isWrong = text !== '' && isMeter && reading === undefined
  const at = { communityId, roomId: bill.object.id, billId: bill.billId }
  const asked = {
    ...at,
    ...(reading !== undefined && { reading, ...(over && { rolledOver: '1' as const }) }),
  }
  const preview = useRead(adjustmentApi.previewAdjustment, asked, { enabled: open && !isWrong })
  const adjust = useWrite(adjustmentApi.adjustBill, {
    refreshes: ['billing.', 'payments.', 'insight.', 'audit.'],
    onDone: ({ adjustment }) => {
      toast(words.done(yuan(adjustment.amountFen)))
      close()
      goTo(adjustment)
    },
  })
  const found = isWrong || preview.error ? undefined : preview.data
  return (
    <ConfirmDialog
      title={words.title(bill.object.code, bill.feeItemName)}
      open={open}
      close={close}
      action={found ? words.action(yuan(found.amountFen)) : words.pending}
      needsReason
      blocked={!found}
      busy={adjust.isPending}
      error={adjust.error}
      confirm={reason =>
        found &&
        adjust.mutate({
          ...at,
          amountFen: found.amountFen,
          reason,
          ...(reading !== undefined && { reading, ...(over && { rolledOver: true }) }),
        })
      }
    >
      <p>{words.line}</p>
      {isMeter && (
        <Form layout="vertical" className="form-grid">
          <Form.Item
            label={words.reading}
            extra={words.readingHint}
            {...(isWrong && { validateStatus: 'error' as const, help: words.badReading })}
          >
            <Input inputMode="decimal" value={text} onChange={event => setText(event.target.value.trim())} />
          </Form.Item>
          <Form.Item className="form-foot">
            <Checkbox checked={over} onChange={event => setOver(event.target.checked)}>
              {words.over}
            </Checkbox>
          </Form.Item>
        </Form>
      )}
      <Refusal error={preview.error} />
      {preview.isPending && !isWrong && <Skeleton rows={3} />}
      {found && (
        <>
          <Facts
            items={[
              [words.before, yuan(found.beforeFen)],
              [words.corrected, yuan(found.correctedFen)],
              [words.amount, yuan(found.amountFen)],
              [words.goes, found.credit ? creditWords(found.credit) : words.toPay],
            ]}
          />
          <Computation lines={found.lines} amountFen={found.amountFen} />
        </>
      )}
    </ConfirmDialog>
  )
}
