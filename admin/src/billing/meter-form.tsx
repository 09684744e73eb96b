import { meterApi } from '@linli/shared/billing/meter-api'
import type { Meter } from '@linli/shared/billing/meter-schema'
import { readingText } from '@linli/shared/billing/meter-words'
import { MeterType, meterTypeNames } from '@linli/shared/billing/registers'
import { formatScaled, parseScaled } from '@linli/shared/money'
import { useMutation } from '@tanstack/react-query'
import { Form, Input, Radio, Select } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { decimal, filled, needed, wholeNumber } from '../kit/rules'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { meterWords as words } from './meter-page-words'
import { findRooms } from './room-codes'

type Device = { number: string; name?: string; multiplier?: string; digits?: string }
type Start = { reading?: string; readOn?: string }
type NewMeter = Device & Start & { place: 'room' | 'building' | 'community'; at?: string; type: MeterType }
const required = needed(words.missing)
const refreshes = ['billing.listMeters', 'audit.']

/** What a form says of a device, as the contract wants it. */
export const deviceOf = ({ name, multiplier, digits }: Omit<Device, 'number'>) => ({
  ...(filled(name) && { name: filled(name) }),
  ...(filled(multiplier) && { multiplier: parseScaled(multiplier ?? '', 10_000) ?? 10_000 }),
  ...(filled(digits) && { digits: Number(digits) }),
})

const startOf = ({ reading, readOn }: Start) => ({
  ...(filled(reading) && { reading: parseScaled(reading ?? '', 1_000) ?? 0 }),
  ...(filled(readOn) && { readOn }),
})

/** A meter of a room, or a common one. */
export function MeterCreate({ open, close }: { open: boolean; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const create = useWrite(meterApi.createMeter, {
    refreshes,
    onDone: () => {
      toast(words.created)
      close()
    },
  })
  const prepare = useMutation({
    mutationFn: async ({ place, at = '', type, number, ...rest }: NewMeter) =>
      create.mutateAsync({
        communityId,
        at: await placeOf(communityId, place, at),
        type,
        number,
        ...deviceOf(rest),
        ...startOf(rest),
      }),
  })
  return (
    <FormDialog<NewMeter>
      title={words.createTitle}
      open={open}
      close={close}
      action={words.createAction}
      busy={prepare.isPending}
      error={prepare.error}
      initial={{ place: 'room', type: 'cold_water' }}
      submit={values => prepare.mutate(values)}
    >
      <Form.Item name="place" label={words.place} className="form-wide">
        <Radio.Group options={Object.entries(words.places).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <WhereField />
      <Form.Item name="type" label={words.type}>
        <Select options={MeterType.options.map(value => ({ value, label: meterTypeNames[value] }))} />
      </Form.Item>
      <DeviceFields />
      <StartFields />
    </FormDialog>
  )
}

async function placeOf(communityId: string, kind: NewMeter['place'], at: string) {
  if (kind === 'community') return { kind }
  if (kind === 'building') return { kind, building: at.trim() }
  const [roomId = ''] = await findRooms(communityId, at)
  return { kind, roomId }
}

function WhereField() {
  const place = Form.useWatch('place', Form.useFormInstance<NewMeter>())
  if (place === 'community') return <div />
  return (
    <Form.Item name="at" label={place === 'building' ? words.building : words.roomCode} rules={[required]}>
      <Input maxLength={20} />
    </Form.Item>
  )
}

/** What the office knows better; where it began only until it is read. */
export function MeterEdit({ meter, open, close }: { meter: Meter; open: boolean; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const update = useWrite(meterApi.updateMeter, {
    refreshes: ['billing.', 'audit.'],
    onDone: () => {
      toast(words.saved)
      close()
    },
  })
  const { roomId, meterId, version, number, name, multiplier, digits, reading, readOn, endedOn, base } = meter
  const hasBegun = base !== undefined
  const kept = { ...(reading !== undefined && { reading }), ...(readOn && { readOn }) }
  return (
    <FormDialog<Device & Start & { endedOn?: string }>
      title={words.editTitle(number)}
      open={open}
      close={close}
      action={words.editAction}
      busy={update.isPending}
      error={update.error}
      initial={{
        number,
        ...(name && { name }),
        multiplier: formatScaled(multiplier ?? 10_000, 10_000, 0),
        ...(digits !== undefined && { digits: String(digits) }),
        ...(reading !== undefined && { reading: readingText(reading) }),
        ...(readOn && { readOn }),
        ...(endedOn && { endedOn }),
      }}
      submit={({ number: changed, endedOn: ended, ...values }) =>
        update.mutate({
          communityId,
          roomId,
          meterId,
          version,
          number: changed,
          ...deviceOf(values),
          ...(hasBegun ? kept : startOf(values)),
          ...(filled(ended) && { endedOn: ended }),
        })
      }
    >
      <DeviceFields />
      {!hasBegun && <StartFields />}
      <Form.Item name="endedOn" label={words.endedOn} extra={words.endedHint}>
        <Input type="date" />
      </Form.Item>
    </FormDialog>
  )
}

function DeviceFields() {
  return (
    <>
      <Form.Item name="number" label={words.columns.number} rules={[required]}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="name" label={words.name} extra={words.nameHint}>
        <Input maxLength={40} />
      </Form.Item>
      <FactorFields />
    </>
  )
}

/** Multiplier and digits of a device. */
export function FactorFields() {
  return (
    <>
      <Form.Item
        name="multiplier"
        label={words.columns.multiplier}
        extra={words.multiplierHint}
        rules={[decimal(10_000, words.badMultiplier)]}
      >
        <Input inputMode="decimal" placeholder="1" />
      </Form.Item>
      <Form.Item name="digits" label={words.columns.digits} extra={words.digitsHint} rules={[wholeNumber(1, 9)]}>
        <Input inputMode="numeric" />
      </Form.Item>
    </>
  )
}

const StartFields = () => (
  <>
    <Form.Item name="reading" label={words.start} extra={words.startHint} rules={[decimal(1_000, words.badNumber)]}>
      <Input inputMode="decimal" />
    </Form.Item>
    <Form.Item name="readOn" label={words.startDate}>
      <Input type="date" />
    </Form.Item>
  </>
)
