import { refundApi } from '@linli/shared/payments/refund-api'
import type { OfficeOrder } from '@linli/shared/payments/schema'
import { Form, Input } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { needed } from '../kit/rules'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { onlineWords } from './online-words'
import { refundRefreshes as refreshes } from './refund-moving'

const words = onlineWords.foreign
type Values = { outRefundNo: string; reason: string }

/** A refund that somebody made in the channel's console: its number there is asked about, and its sum taken off. */
export function ForeignRefund({ order, open, close }: { order: OfficeOrder; open: boolean; close: () => void }) {
  const { communityId, orderId } = order
  const toast = useToast()
  const record = useWrite(refundApi.recordForeignRefund, {
    refreshes,
    onDone: () => {
      toast(words.done)
      close()
    },
  })
  return (
    <FormDialog<Values>
      title={words.title}
      open={open}
      close={close}
      action={words.action}
      busy={record.isPending}
      error={record.error}
      initial={{}}
      submit={({ outRefundNo, reason }) => record.mutate({ communityId, orderId, outRefundNo, reason })}
    >
      <p className="form-wide">{words.line}</p>
      <Form.Item name="outRefundNo" label={words.number} rules={[needed(words.missing)]}>
        <Input maxLength={64} />
      </Form.Item>
      <Form.Item name="reason" label={words.reason} rules={[needed(words.reason)]}>
        <Input maxLength={200} />
      </Form.Item>
    </FormDialog>
  )
}
