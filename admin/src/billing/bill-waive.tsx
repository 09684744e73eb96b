import { billingApi } from '@linli/shared/billing/api'
import type { BillView } from '@linli/shared/billing/schema'
import { formatYuan, parseYuan } from '@linli/shared/money'
import { Form, Input } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { yuan } from '../kit/format'
import { needed } from '../kit/rules'
import { useToast } from '../kit/toast'
import { amountRule } from '../payments/amount-rule'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { billWords as words } from './bill-words'

type Values = { amount: string; reason: string }

/** 减免违约金: all of today's, or a part, with a reason. */
export function BillWaive({ bill, open, close }: { bill: BillView; open: boolean; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const waive = useWrite(billingApi.waiveLateFee, {
    refreshes: ['billing.', 'payments.deskRoom', 'insight.', 'audit.'],
    onDone: () => {
      toast(words.waived)
      close()
    },
  })
  const { object, billId, lateFeeFen } = bill
  return (
    <FormDialog<Values>
      title={words.waive}
      open={open}
      close={close}
      action={words.waive}
      busy={waive.isPending}
      error={waive.error}
      initial={{ amount: formatYuan(lateFeeFen) }}
      submit={({ amount, reason }) =>
        waive.mutate({
          communityId,
          roomId: object.id,
          billId,
          amountFen: parseYuan(amount) ?? 0,
          reason: reason.trim(),
        })
      }
    >
      <Form.Item
        name="amount"
        label={words.waiveAmount}
        rules={[needed(words.waiveAmountMissing), amountRule(words.waiveTooMuch(yuan(lateFeeFen)), lateFeeFen)]}
      >
        <Input inputMode="decimal" prefix="¥" />
      </Form.Item>
      <Form.Item
        name="reason"
        label={words.waiveReason}
        rules={[needed(words.waiveReasonMissing)]}
        className="form-wide"
      >
        <Input maxLength={200} />
      </Form.Item>
    </FormDialog>
  )
}
