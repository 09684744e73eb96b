import { feeApi } from '@linli/shared/billing/fee-api'
import { isByRoom } from '@linli/shared/billing/purchase'
import { vacancyApi } from '@linli/shared/billing/vacancy-api'
import type { VacancyCase } from '@linli/shared/billing/vacancy-schema'
import { Button, Form, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { FormDialog } from '../kit/form-dialog'
import { filled, needed, wholeNumber } from '../kit/rules'
import { useToast } from '../kit/toast'
import { useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { vacancyWords as words } from './register-words'

type Values = {
  feeItemIds?: string[]
  from: string
  to?: string
  payable?: string
  inspectedOn: string
  decision: 'yes' | 'no'
  reason: string
}

type Props = { roomId: string; roomCode: string; asked?: VacancyCase }

/** 空置优惠: who was at the door saw the room empty or not; approved or refused, with the reason, which an owner reads who asked. */
export function VacancyDecide({ roomId, roomCode, asked }: Props) {
  const { communityId, can } = usePlace()
  const toast = useToast()
  const [open, setOpen] = useState(false)
  const items = useRead(feeApi.listFeeItems, { communityId }, { enabled: open }).data?.items ?? []
  const choices = items.filter(item => item.active && item.nature === 'own_revenue' && isByRoom(item))
  const decide = useWrite(vacancyApi.decideVacancy, {
    refreshes: ['billing.', 'insight.', 'audit.'],
    onDone: done => {
      toast(done.items.length > 0 ? words.approved : asked ? words.refusedTold : words.refused)
      setOpen(false)
    },
  })
  if (!can('billing:waive')) return null
  const required = needed(words.missing)
  return (
    <>
      <Button size={asked ? 'small' : 'middle'} onClick={() => setOpen(true)}>
        {asked ? words.decideAsked : words.decide}
      </Button>
      <FormDialog<Values>
        title={words.title(roomCode)}
        open={open}
        close={() => setOpen(false)}
        action={words.action}
        busy={decide.isPending}
        error={decide.error}
        initial={{ decision: 'yes', ...(asked?.asked && { from: asked.asked.from }) }}
        submit={({ feeItemIds, from, to, payable, inspectedOn, decision, reason }) => {
          const last = filled(to)
          decide.mutate({
            communityId,
            roomId,
            ...(asked && { caseId: asked.caseId }),
            approved: decision === 'yes',
            ...(decision === 'yes' && { feeItemIds, payablePct: Number(payable), ...(last && { to: last }) }),
            from,
            inspectedOn,
            reason: reason.trim(),
          })
        }}
      >
        <p className="form-wide hint">{asked?.asked ? words.askedLine(asked.asked) : words.line}</p>
        <Form.Item name="inspectedOn" label={words.inspectedOn} rules={[required]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="decision" label={words.decision}>
          <Radio.Group
            options={[
              { value: 'yes', label: words.yes },
              { value: 'no', label: words.no },
            ]}
          />
        </Form.Item>
        <Form.Item name="from" label={words.from} rules={[required]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item noStyle shouldUpdate={(a: Values, b: Values) => a.decision !== b.decision}>
          {({ getFieldValue }) => (getFieldValue('decision') === 'yes' ? <Lowered choices={choices} /> : null)}
        </Form.Item>
        <Form.Item name="reason" label={words.reason} extra={words.reasonHint} rules={[required]} className="form-wide">
          <Input maxLength={200} />
        </Form.Item>
      </FormDialog>
    </>
  )
}

/** What an approval lowers, to how much, and until when. */
function Lowered({ choices }: { choices: readonly { feeItemId: string; name: string }[] }) {
  const options = choices.map(({ feeItemId, name }) => ({ value: feeItemId, label: name }))
  return (
    <>
      <Form.Item name="to" label={words.to} extra={words.toHint}>
        <Input type="date" />
      </Form.Item>
      <Form.Item
        name="feeItemIds"
        label={words.items}
        rules={[{ required: true, type: 'array', message: words.missing }]}
        className="form-wide"
      >
        <Select mode="multiple" options={options} />
      </Form.Item>
      <Form.Item name="payable" label={words.payable} rules={[needed(words.missing), wholeNumber(0, 99)]}>
        <Input inputMode="numeric" suffix="%" />
      </Form.Item>
    </>
  )
}
