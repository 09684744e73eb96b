import { feeApi } from '@linli/shared/billing/fee-api'
import { parseYuan } from '@linli/shared/money'
import { heldMoneyApi } from '@linli/shared/payments/held-money-api'
import { channelNames, DeskChannel, type OfficeOrder } from '@linli/shared/payments/schema'
import { Form, Input, Radio, Select } from 'antd'
import { useRef } from 'react'
import { ApiError } from '../api-client'
import { FormDialog } from '../kit/form-dialog'
import { filled, needed } from '../kit/rules'
import { useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { amountRule } from './amount-rule'
import { deskWords, heldWords as words } from './desk-words'

type Values = {
  name?: string
  feeItemId?: string
  amount: string
  channel: DeskChannel
  number?: string
  paidBy: string
}
type Props = {
  kind: 'deposit' | 'prepayment'
  room: { roomId: string; code: string }
  paidBy: string
  open: boolean
  close: () => void
  taken: (order: OfficeOrder) => void
}

/** 收押金 or 收预存款 for a room, over the counter. */
export function HeldTake({ kind, room, paidBy, open, close, taken }: Props) {
  const { communityId } = usePlace()
  const isDeposit = kind === 'deposit'
  const items = useRead(feeApi.listFeeItems, { communityId }, { enabled: open && !isDeposit }).data?.items ?? []
  const options = {
    refreshes: ['payments.', 'billing.', 'insight.', 'audit.'],
    onDone: (order: OfficeOrder) => {
      close()
      taken(order)
    },
  }
  const deposit = useWrite(heldMoneyApi.takeDeposit, options)
  const prepayment = useWrite(heldMoneyApi.takePrepayment, options)
  const refused = deposit.error ?? prepayment.error
  const asked = useRef<string>(undefined)
  const submit = ({ name = '', feeItemId, amount, channel, number, paidBy: who }: Values) => {
    const money = { channel, number: filled(number), paidBy: who.trim(), amountFen: parseYuan(amount) ?? 0 }
    const isUsed = refused instanceof ApiError && refused.code === 'payments.number_used'
    // Sent once more with the number that was asked back about: the clerk has read it.
    const confirmed = isUsed && number === asked.current && { despiteNumber: true as const }
    asked.current = number
    const at = { communityId, roomId: room.roomId, ...money, ...confirmed }
    if (isDeposit) deposit.mutate({ ...at, name: name.trim() })
    else prepayment.mutate({ ...at, feeItemId: filled(feeItemId) })
  }
  return (
    <FormDialog<Values>
      title={(isDeposit ? words.depositTitle : words.prepaymentTitle)(room.code)}
      open={open}
      close={close}
      action={
        refused instanceof ApiError && refused.code === 'payments.number_used' ? deskWords.despiteNumber : words.take
      }
      busy={deposit.isPending || prepayment.isPending}
      error={refused}
      initial={{ channel: 'cash', paidBy, feeItemId: '' }}
      submit={submit}
    >
      {isDeposit ? (
        <Form.Item name="name" label={words.name} rules={[needed(words.nameMissing)]}>
          <Input maxLength={40} placeholder={words.nameExample} />
        </Form.Item>
      ) : (
        <Form.Item name="feeItemId" label={words.item}>
          <Select
            options={[
              { value: '', label: words.anyItem },
              ...items.filter(({ active }) => active).map(item => ({ value: item.feeItemId, label: item.name })),
            ]}
          />
        </Form.Item>
      )}
      <Form.Item name="amount" label={words.amount} rules={[needed(words.amountMissing), amountRule(words.amountBad)]}>
        <Input inputMode="decimal" prefix="¥" />
      </Form.Item>
      <Form.Item name="channel" label={words.channel} className="form-wide">
        <Radio.Group options={DeskChannel.options.map(value => ({ value, label: channelNames[value] }))} />
      </Form.Item>
      <Form.Item
        name="number"
        label={words.number}
        dependencies={['channel']}
        rules={[
          ({ getFieldValue }) => ({
            required: getFieldValue('channel') !== 'cash',
            message: words.numberMissing,
          }),
        ]}
      >
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="paidBy" label={words.paidBy} rules={[needed(words.paidByMissing)]}>
        <Input maxLength={60} />
      </Form.Item>
    </FormDialog>
  )
}
