import { parseYuan } from '@linli/shared/money'
import { heldMoneyApi } from '@linli/shared/payments/held-money-api'
import { channelNames, DeskChannel } from '@linli/shared/payments/schema'
import type { Deposit } from '@linli/shared/payments/held-schema'
import { Form, Input, Radio } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { yuan } from '../kit/format'
import { filled } from '../kit/rules'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { amountRule } from './amount-rule'
import { heldWords as words } from './desk-words'

type Values = { proof?: 'receipt' | 'loss'; deducted?: string; reason?: string; channel: DeskChannel; number?: string }

/** 退押金: against its receipt or a declaration that it is lost; what is kept of it needs a reason. */
export function DepositReturn({ deposit, close }: { deposit: Deposit | undefined; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const giveBack = useWrite(heldMoneyApi.returnDeposit, {
    refreshes: ['payments.', 'billing.', 'insight.', 'audit.'],
    onDone: ({ returned }) => {
      toast(words.returned(yuan(returned?.refundFen ?? 0)))
      close()
    },
  })
  const submit = ({ proof, deducted, reason, channel, number }: Values) =>
    deposit &&
    proof &&
    giveBack.mutate({
      communityId,
      depositId: deposit.depositId,
      proof,
      deductedFen: parseYuan(deducted ?? '') ?? 0,
      reason: filled(reason),
      channel,
      number: filled(number),
    })
  return (
    <FormDialog<Values>
      title={deposit ? words.returnTitle(deposit.name, deposit.object.code, yuan(deposit.amountFen)) : ''}
      open={deposit !== undefined}
      close={close}
      action={words.giveBack}
      busy={giveBack.isPending}
      error={giveBack.error}
      initial={{ channel: deposit?.channel ?? 'cash' }}
      submit={submit}
    >
      <Form.Item
        name="proof"
        label={words.proof}
        className="form-wide"
        rules={[{ required: true, message: words.proofMissing }]}
      >
        <Radio.Group
          options={[
            { value: 'receipt', label: words.byReceipt },
            { value: 'loss', label: words.byLoss },
          ]}
        />
      </Form.Item>
      <Form.Item
        name="deducted"
        label={words.deducted}
        extra={words.deductedHint}
        rules={[amountRule(words.deductedBad, deposit?.amountFen, 0)]}
      >
        <Input inputMode="decimal" prefix="¥" />
      </Form.Item>
      <Form.Item name="reason" label={words.reason}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="channel" label={words.returnChannel} className="form-wide">
        <Radio.Group options={DeskChannel.options.map(value => ({ value, label: channelNames[value] }))} />
      </Form.Item>
      <Form.Item name="number" label={words.number}>
        <Input maxLength={40} />
      </Form.Item>
    </FormDialog>
  )
}
