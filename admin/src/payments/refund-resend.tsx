import { refundApi } from '@linli/shared/payments/refund-api'
import { Form, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { FormDialog } from '../kit/form-dialog'
import { needed } from '../kit/rules'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { onlineWords as words } from './online-words'
import { refundBanks } from './refund-banks'
import { refundRefreshes as refreshes } from './refund-moving'

type Way = 'payer_card' | 'merchant'
type Values = { to: Way; bank?: string; bankCode?: string; account?: string; realName?: string }
/** A bank that is not in the list: its code is typed. */
const other = 'other'

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
  const submit = ({ bank, bankCode = '', account = '', realName = '' }: Values) => {
    const bankType = bank === other ? bankCode.trim().toUpperCase() : (bank ?? '')
    resend.mutate({
      ...place,
      way: to === 'merchant' ? { to } : { to, bankType, account: account.replace(/\s/g, ''), realName },
    })
  }
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
          <Form.Item name="bank" label={words.bank} rules={[needed(words.bankNeeded)]}>
            <Select
              showSearch
              placeholder={words.bankSearch}
              options={[...refundBanks, { value: other, label: words.bankOther }]}
              filterOption={(typed, option) =>
                option?.value === other || (option?.label.includes(typed.trim()) ?? false)
              }
            />
          </Form.Item>
          <Form.Item name="realName" label={words.realName} rules={[needed(words.realName)]}>
            <Input maxLength={40} autoComplete="off" />
          </Form.Item>
          <Form.Item<Values> noStyle shouldUpdate={(before, now) => before.bank !== now.bank}>
            {({ getFieldValue }) => getFieldValue('bank') === other && <BankCode />}
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

const BankCode = () => (
  <Form.Item
    name="bankCode"
    label={words.bankCode}
    extra={words.bankHint}
    className="form-wide"
    rules={[needed(words.bankHint)]}
  >
    <Input maxLength={32} autoCapitalize="characters" />
  </Form.Item>
)
