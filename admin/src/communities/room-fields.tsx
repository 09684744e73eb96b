import { type Room, RoomStatus, roomStatusNames } from '@linli/shared/communities/schema'
import { areaScale, formatScaled, parseScaled } from '@linli/shared/money'
import { Form, Input, Select } from 'antd'
import { decimal, filled, needed } from '../kit/rules'
import { communityWords as words } from './words'

export type RoomValues = {
  built: string
  inner?: string
  billable?: string
  heating?: string
  status: RoomStatus
  handover?: string
}

const areaOf = (text: string | undefined) => (filled(text) ? parseScaled(text ?? '', areaScale) : undefined)
const textOf = (area: number | undefined) => (area === undefined ? undefined : formatScaled(area, areaScale))

/** The form's text as the contract's exact areas and dates. */
export const roomInput = (values: RoomValues) => ({
  areas: {
    built: areaOf(values.built) ?? 0,
    inner: areaOf(values.inner),
    billable: areaOf(values.billable),
    heating: areaOf(values.heating),
  },
  status: values.status,
  handoverDate: filled(values.handover),
})

export const roomValues = ({ areas, status, handoverDate }: Room): RoomValues => ({
  built: formatScaled(areas.built, areaScale),
  inner: textOf(areas.inner),
  billable: textOf(areas.billable),
  heating: textOf(areas.heating),
  status,
  handover: handoverDate,
})

/** Areas, status and handover date, for a new room and a known one. */
export function RoomFields() {
  const rule = decimal(areaScale, words.badArea)
  return (
    <>
      <Form.Item name="built" label={words.fields.built} rules={[needed(words.missing), rule]}>
        <Input inputMode="decimal" />
      </Form.Item>
      <Form.Item name="billable" label={words.fields.billable} rules={[rule]}>
        <Input inputMode="decimal" />
      </Form.Item>
      <Form.Item name="inner" label={words.fields.inner} rules={[rule]}>
        <Input inputMode="decimal" />
      </Form.Item>
      <Form.Item name="heating" label={words.fields.heating} rules={[rule]}>
        <Input inputMode="decimal" />
      </Form.Item>
      <Form.Item name="status" label={words.fields.status} rules={[needed(words.missing)]}>
        <Select options={RoomStatus.options.map(value => ({ value, label: roomStatusNames[value] }))} />
      </Form.Item>
      <Form.Item name="handover" label={words.fields.handover} extra={words.handoverHint}>
        <Input type="date" />
      </Form.Item>
    </>
  )
}
