import { refundApi } from '@linli/shared/payments/refund-api'
import { Form, Input, Radio } from 'antd'
import { useState } from 'react'
import { FormDialog } from '../kit/form-dialog'
import { needed } from '../kit/rules'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { onlineWords as words } from './online-words'
import { refundRefreshes as refreshes } from './refund-moving'

type Way = 'payer_card' | 'merchant'
type Values = { to: Way; bankType?: string; account?: string; realName?: string }
type Props = { place: { communityId: string; orderId: string; refundId: string }; open: boolean; close: () => void }

/** An abnormal refund another way: to a card of the payer, or back to the merchant. */
export function RefundResend({ place, open, close }: Props) {
  const toast = useToast()
  const [to, setTo] = useState<Way>('payer_card')
  const resend = useWrite(refundApi.resendRefund, {
    refreshes,
    onDone: () => {
      toast(words.sent)
      close()
    },
  })
  const submit = ({ bankType = '', account = '', realName = '' }: Values) =>
    resend.mutate({
      ...place,
      way: to === 'merchant' ? { to } : { to, bankType, account: account.replace(/\s/g, ''), realName },
    })
  return (
    <FormDialog<Values>
      title={words.resendTitle}
      open={open}
      close={close}
      action={words.resend}
      busy={resend.isPending}
      error={resend.error}
      initial={{ to }}
      submit={submit}
    >
      <Form.Item name="to" label={words.way} className="form-wide">
        <Radio.Group
          onChange={({ target }) => setTo(target.value === 'merchant' ? 'merchant' : 'payer_card')}
          options={[
            { value: 'payer_card', label: words.ways.payer_card },
            { value: 'merchant', label: words.ways.merchant },
          ]}
        />
      </Form.Item>
      {to === 'payer_card' && (
        <>
          <Form.Item name="bankType" label={words.bank} extra={words.bankHint} rules={[needed(words.bankHint)]}>
            <Input maxLength={32} />
          </Form.Item>
          <Form.Item name="realName" label={words.realName} rules={[needed(words.realName)]}>
            <Input maxLength={40} autoComplete="off" />
          </Form.Item>
          <Form.Item
            name="account"
            label={words.account}
            extra={words.cardNote}
            className="form-wide"
            rules={[needed(words.account)]}
          >
            <Input inputMode="numeric" maxLength={30} autoComplete="off" />
          </Form.Item>
        </>
      )}
    </FormDialog>
  )
}
