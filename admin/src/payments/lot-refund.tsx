import { formatYuan, parseYuan } from '@linli/shared/money'
import { heldMoneyApi } from '@linli/shared/payments/held-money-api'
import type { PrepaymentLot } from '@linli/shared/payments/held-schema'
import { Form, Input } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { yuan } from '../kit/format'
import { filled, needed } from '../kit/rules'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { amountRule } from './amount-rule'
import { heldWords as words } from './desk-words'

type Values = { amount: string; reason: string; number?: string }

/** 退预存款: at most what is left of it. */
export function LotRefund({ lot, close }: { lot: PrepaymentLot | undefined; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const refund = useWrite(heldMoneyApi.refundPrepayment, {
    refreshes: ['payments.', 'billing.', 'insight.', 'audit.'],
    onDone: ({ leftFen }) => {
      toast(words.lotReturned(yuan(leftFen)))
      close()
    },
  })
  const submit = ({ amount, reason, number }: Values) =>
    lot &&
    refund.mutate({
      communityId,
      lotId: lot.lotId,
      amountFen: parseYuan(amount) ?? 0,
      reason: reason.trim(),
      number: filled(number),
    })
  return (
    <FormDialog<Values>
      title={words.lotTitle}
      open={lot !== undefined}
      close={close}
      action={words.giveBack}
      busy={refund.isPending}
      error={refund.error}
      initial={{ amount: lot ? formatYuan(lot.leftFen) : '' }}
      submit={submit}
    >
      <Form.Item
        name="amount"
        label={words.amount}
        rules={[needed(words.amountMissing), amountRule(words.amountBad, lot?.leftFen)]}
      >
        <Input inputMode="decimal" prefix="¥" />
      </Form.Item>
      <Form.Item name="number" label={words.number}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="reason" label={words.reason} rules={[needed(words.reasonMissing)]} className="form-wide">
        <Input maxLength={200} />
      </Form.Item>
    </FormDialog>
  )
}
