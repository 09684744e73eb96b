import { feeApi } from '@linli/shared/billing/fee-api'
import { expenseApi } from '@linli/shared/finance/expense-api'
import { ExpenseCategory, expenseCategoryNames } from '@linli/shared/finance/expense-category'
import { parseYuan } from '@linli/shared/money'
import { channelNames, DeskChannel } from '@linli/shared/payments/schema'
import { Form, Input, Radio, Select } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { today, yuan } from '../kit/format'
import { filled, needed } from '../kit/rules'
import { useToast } from '../kit/toast'
import { amountRule } from '../payments/amount-rule'
import { useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { expenseWords } from './expense-words'

const words = expenseWords.form
const required = needed(words.missing)
type Values = {
  date: string
  category?: ExpenseCategory
  amount: string
  common?: string
  feeItemId?: string
  payee: string
  channel: DeskChannel
  number?: string
  attachment?: string
  note?: string
}

/** 登记支出: what was paid to whom, and out of whose money. */
export function ExpenseForm({ open, close }: { open: boolean; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const enter = useWrite(expenseApi.enterExpense, {
    refreshes: ['finance.', 'audit.'],
    onDone: ({ amountFen }) => {
      toast(words.done(yuan(amountFen)))
      close()
    },
  })
  const submit = ({ date, category, amount, common, feeItemId, payee, channel, ...rest }: Values) => {
    const [amountFen, commonFen] = [parseYuan(amount), parseYuan(common ?? '') ?? 0]
    if (!category || !amountFen) return
    enter.mutate({
      communityId,
      date,
      category,
      amountFen,
      commonFen,
      ...(commonFen > 0 && { feeItemId }),
      payee: payee.trim(),
      channel,
      number: channel === 'cash' ? undefined : filled(rest.number),
      attachment: filled(rest.attachment),
      note: filled(rest.note),
    })
  }
  return (
    <FormDialog<Values>
      title={words.title}
      open={open}
      close={close}
      action={words.action}
      busy={enter.isPending}
      error={enter.error}
      width={680}
      initial={{ date: today(), channel: 'transfer' }}
      submit={submit}
    >
      <Form.Item name="date" label={words.date} rules={[required]}>
        <Input type="date" max={today()} />
      </Form.Item>
      <Form.Item name="category" label={words.category} rules={[{ required: true, message: words.missing }]}>
        <Select options={ExpenseCategory.options.map(value => ({ value, label: expenseCategoryNames[value] }))} />
      </Form.Item>
      <Form.Item name="amount" label={words.amount} rules={[required, amountRule(words.badAmount)]}>
        <Input inputMode="decimal" prefix="¥" />
      </Form.Item>
      <Form.Item name="payee" label={words.payee} rules={[required]}>
        <Input maxLength={60} />
      </Form.Item>
      <Common open={open} />
      <Form.Item name="channel" label={words.channel} extra={words.cashHint} className="form-wide">
        <Radio.Group options={DeskChannel.options.map(value => ({ value, label: channelNames[value] }))} />
      </Form.Item>
      <Form.Item
        name="number"
        label={words.number}
        dependencies={['channel']}
        rules={[
          ({ getFieldValue }) => ({ required: getFieldValue('channel') !== 'cash', message: words.numberMissing }),
        ]}
      >
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="attachment" label={words.attachment} extra={words.attachmentHint}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="note" label={words.note} className="form-wide">
        <Input maxLength={200} />
      </Form.Item>
    </FormDialog>
  )
}

/** What 公共收益 bears of it, and which one: asked for once there is an amount. */
function Common({ open }: { open: boolean }) {
  const { communityId } = usePlace()
  const items = useRead(feeApi.listFeeItems, { communityId }, { enabled: open }).data?.items ?? []
  const common = items.filter(({ nature }) => nature === 'common_income')
  const typed = Form.useWatch<string | undefined>('common')
  const mostFen = parseYuan(Form.useWatch<string | undefined>('amount') ?? '')
  return (
    <>
      <Form.Item
        name="common"
        label={words.common}
        extra={common.length === 0 ? words.noItem : words.commonHint}
        dependencies={['amount']}
        rules={[amountRule(words.badCommon, mostFen, 0)]}
      >
        <Input inputMode="decimal" prefix="¥" disabled={common.length === 0} />
      </Form.Item>
      {(parseYuan(typed ?? '') ?? 0) > 0 && (
        <Form.Item name="feeItemId" label={words.item} rules={[required]}>
          <Select options={common.map(({ feeItemId, name }) => ({ value: feeItemId, label: name }))} />
        </Form.Item>
      )}
    </>
  )
}
