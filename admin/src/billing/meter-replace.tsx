import { meterApi } from '@linli/shared/billing/meter-api'
import type { Meter } from '@linli/shared/billing/meter-schema'
import { parseScaled } from '@linli/shared/money'
import { Checkbox, Form, Input } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { today } from '../kit/format'
import { decimal, needed } from '../kit/rules'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { deviceOf, FactorFields } from './meter-form'
import { meterWords as words } from './meter-page-words'

type Values = {
  on: string
  final: string
  over?: boolean
  number: string
  start: string
  multiplier?: string
  digits?: string
}

/** 换表: the old device's last reading, the new one's first. */
export function MeterReplace({ meter, open, close }: { meter: Meter; open: boolean; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const replace = useWrite(meterApi.replaceMeter, {
    refreshes: ['billing.', 'audit.'],
    onDone: () => {
      toast(words.replaced)
      close()
    },
  })
  const { roomId, meterId, version, digits } = meter
  const required = needed(words.missing)
  const value = decimal(1_000, words.badNumber)
  const submit = ({ on, final, over, number, start, ...device }: Values) =>
    replace.mutate({
      communityId,
      roomId,
      meterId,
      version,
      on,
      final: parseScaled(final, 1_000) ?? 0,
      ...(over && { rolledOver: true }),
      number,
      start: parseScaled(start, 1_000) ?? 0,
      ...deviceOf(device),
    })
  return (
    <FormDialog<Values>
      title={words.replaceTitle(meter.number)}
      open={open}
      close={close}
      action={words.replaceAction}
      busy={replace.isPending}
      error={replace.error}
      initial={{ on: today(), start: '0', ...(digits !== undefined && { digits: String(digits) }) }}
      submit={submit}
    >
      <p className="form-wide hint">{words.replaceLine}</p>
      <Form.Item name="on" label={words.on} rules={[required]}>
        <Input type="date" max={today()} />
      </Form.Item>
      <Form.Item name="final" label={words.final} rules={[required, value]}>
        <Input inputMode="decimal" />
      </Form.Item>
      <Form.Item name="over" valuePropName="checked" className="form-wide">
        <Checkbox>{words.over}</Checkbox>
      </Form.Item>
      <Form.Item name="number" label={words.newNumber} rules={[required]}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="start" label={words.newStart} rules={[required, value]}>
        <Input inputMode="decimal" />
      </Form.Item>
      <FactorFields />
    </FormDialog>
  )
}
