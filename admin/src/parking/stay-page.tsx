import { feeApi } from '@linli/shared/billing/fee-api'
import { stayApi } from '@linli/shared/billing/stay-api'
import { instantAt } from '@linli/shared/time'
import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { Computation } from '../billing/computation'
import { Refusal } from '../kit/banner'
import '../kit/form.css'
import { needed } from '../kit/rules'
import { useRead, useWrite } from '../queries'
import { Card, Page } from '../kit/page'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { stayWords as words } from './words'

type Values = { plate: string; item: string; entered: string; left: string }
type Stay = { feeItemId: string; plate: string; enteredAt: string; leftAt: string }

const required = [needed(words.missing)]

/** 临时停车: the times of a stay, what it costs, and its bill, which the counter collects. */
export function StayPage() {
  const { communityId } = usePlace()
  const go = useNavigate()
  const [stay, setStay] = useState<Stay>()
  const items = useRead(feeApi.listFeeItems, { communityId }).data?.items ?? []
  const choices = items.filter(({ formula, active }) => formula.kind === 'duration' && active)
  const asked = { communityId, feeItemId: '', plate: '', enteredAt: '', leftAt: '', ...stay }
  const quote = useRead(stayApi.quoteStay, asked, { enabled: stay !== undefined })
  const charge = useWrite(stayApi.chargeStay, {
    refreshes: ['billing.', 'payments.', 'audit.'],
    onDone: bill => void go(`/c/${communityId}/desk?room=${bill.object.id}&bill=${bill.billId}`),
  })
  const shown = stay && quote.data
  return (
    <Page title={shared.pages.stays} line={words.line}>
      <Card>
        <Form<Values>
          layout="vertical"
          className="form-grid"
          onValuesChange={() => setStay(undefined)}
          onFinish={({ plate, item, entered, left }) => {
            charge.reset()
            setStay({ plate: plate.trim(), feeItemId: item, enteredAt: atBeijing(entered), leftAt: atBeijing(left) })
          }}
        >
          <Form.Item name="plate" label={words.plate} rules={required}>
            <Input maxLength={12} placeholder={words.plateHint} />
          </Form.Item>
          <Form.Item
            name="item"
            label={words.item}
            rules={required}
            {...(choices.length === 0 && { extra: words.noItem })}
          >
            <Select options={choices.map(({ feeItemId, name }) => ({ value: feeItemId, label: name }))} />
          </Form.Item>
          <Form.Item name="entered" label={words.entered} rules={required}>
            <Input type="datetime-local" />
          </Form.Item>
          <Form.Item name="left" label={words.left} rules={required}>
            <Input type="datetime-local" />
          </Form.Item>
          <div className="bar form-wide">
            <Button htmlType="submit" loading={stay !== undefined && quote.isFetching}>
              {words.compute}
            </Button>
          </div>
        </Form>
      </Card>
      <Refusal error={stay && quote.error} />
      {shown && (
        <section className="stack">
          <Computation lines={shown.lines} amountFen={shown.amountFen} />
          {shown.amountFen === 0 ? (
            <p role="status">{words.free}</p>
          ) : (
            <div className="bar">
              <Button
                type="primary"
                loading={charge.isPending}
                onClick={() => charge.mutate({ communityId, ...stay, amountFen: shown.amountFen })}
              >
                {words.charge}
              </Button>
            </div>
          )}
          <Refusal error={charge.error} />
        </section>
      )}
    </Page>
  )
}

/** 「2026-11-21T08:30」, as the office's clock has it: Beijing's. */
function atBeijing(local: string): string {
  const [date = '', time = ''] = local.split('T')
  return instantAt(date, time.slice(0, 5))
}
