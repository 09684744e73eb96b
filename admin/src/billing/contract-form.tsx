import { contractApi, ContractParty } from '@linli/shared/billing/contract-api'
import { feeApi } from '@linli/shared/billing/fee-api'
import { Button, Form, Input, Radio, Select } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { FormGroup } from '../kit/form-group'
import { today } from '../kit/format'
import { decimal, fits, needed, wholeNumber } from '../kit/rules'
import { useToast } from '../kit/toast'
import { useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { contractInput, type ContractValues } from './contract-values'
import { contractWords as words } from './contract-words'

const required = needed(words.missing)
const yuanRules = [required, decimal(100, words.badYuan)]

/** A contract as it is signed: who, what, from when, and what it costs. */
export function ContractCreate({ open, close }: { open: boolean; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const items = useRead(feeApi.listFeeItems, { communityId }, { enabled: open }).data?.items
  const charging = (items ?? []).filter(({ formula, active }) => formula.kind === 'contract' && active)
  const create = useWrite(contractApi.createContract, {
    refreshes: ['billing.', 'audit.'],
    onDone: () => {
      toast(words.created)
      close()
    },
  })
  return (
    <FormDialog<ContractValues>
      title={words.createTitle}
      open={open && items !== undefined}
      close={close}
      action={words.createAction}
      busy={create.isPending}
      error={create.error}
      initial={{ kind: 'natural', from: today(), steps: [], ...(charging[0] && { item: charging[0].feeItemId }) }}
      submit={values => create.mutate({ communityId, ...contractInput(values) })}
    >
      <Form.Item name="number" label={words.number} rules={[required]}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item
        name="item"
        label={words.item}
        rules={[required]}
        {...(charging.length === 0 && { extra: words.noItem })}
      >
        <Select options={charging.map(({ feeItemId, name }) => ({ value: feeItemId, label: name }))} />
      </Form.Item>
      <PartyFields />
      <Form.Item name="room" label={words.room} extra={words.optional} className="form-wide">
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="lot" label={words.lot} extra={words.optional}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="space" label={words.space} extra={words.optional}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="from" label={words.from} rules={[required]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="to" label={words.to} extra={words.toHint}>
        <Input type="date" />
      </Form.Item>
      <RentFields />
      <Form.Item name="deposit" label={words.deposit} extra={words.depositHint} rules={[decimal(100, words.badYuan)]}>
        <Input inputMode="decimal" />
      </Form.Item>
      <Form.Item name="note" label={words.note} className="form-wide">
        <Input maxLength={200} />
      </Form.Item>
    </FormDialog>
  )
}

function PartyFields() {
  return (
    <FormGroup title={words.party}>
      <Form.Item name="kind" label={words.kind} className="form-wide">
        <Radio.Group options={Object.entries(words.kinds).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item name="party" label={words.party} extra={words.partyHint} rules={[required]} className="form-wide">
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="phone" label={words.phone} extra={words.phoneHint} rules={[fits(ContractParty.shape.phone)]}>
        <Input inputMode="tel" maxLength={11} />
      </Form.Item>
      <Form.Item name="idNumber" label={words.idNumber} rules={[fits(ContractParty.shape.idNumber)]}>
        <Input maxLength={18} />
      </Form.Item>
    </FormGroup>
  )
}

/** The rent of the first day, later ones, and how it grows. */
function RentFields() {
  return (
    <FormGroup title={words.columns.rent}>
      <Form.Item name="monthly" label={words.monthly} rules={yuanRules} className="form-wide">
        <Input inputMode="decimal" />
      </Form.Item>
      <Form.List name="steps">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <div key={key} className="bar form-wide">
                <Form.Item name={[name, 'from']} label={words.stepFrom} rules={[required]}>
                  <Input type="date" />
                </Form.Item>
                <Form.Item name={[name, 'monthly']} label={words.monthly} rules={yuanRules}>
                  <Input inputMode="decimal" />
                </Form.Item>
                <Button onClick={() => remove(name)}>{words.removeStep}</Button>
              </div>
            ))}
            <Button onClick={() => add({ from: '', monthly: '' })}>{words.addStep}</Button>
          </>
        )}
      </Form.List>
      <Form.Item name="everyMonths" label={words.everyMonths} rules={[wholeNumber(1, 120)]}>
        <Input inputMode="numeric" />
      </Form.Item>
      <Form.Item name="rate" label={words.rate} extra={words.growHint} rules={[decimal(100, words.badRate)]}>
        <Input inputMode="decimal" />
      </Form.Item>
    </FormGroup>
  )
}
