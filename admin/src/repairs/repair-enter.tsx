import { repairsApi } from '@linli/shared/repairs/api'
import type { RepairKind } from '@linli/shared/repairs/kinds'
import type { WishedTime } from '@linli/shared/repairs/schema'
import { sourceNames, wishNames } from '@linli/shared/repairs/words'
import { instantAt } from '@linli/shared/time'
import { Form, Input, Radio, Select } from 'antd'
import { type KeyboardEvent, useState } from 'react'
import { call } from '../api-client'
import { elsewhere, PlacePick } from '../communities/place-pick'
import { placeWords } from '../communities/place-words'
import { MediaField } from '../files/media-field'
import { useMediaFor } from '../files/use-media-for'
import { mediaWords } from '../files/words'
import { today } from '../kit/format'
import { FormDialog } from '../kit/form-dialog'
import { filled, fits, needed } from '../kit/rules'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { type OfficeSource, officeSources, placeOf, publicKinds, roomKinds } from './enter-values'
import { type ChosenRoom, peopleHere, RoomPick } from './room-pick'
import { refreshes } from './refreshes'
import { enterWords as words } from './enter-words'

type Values = {
  source: OfficeSource
  where: 'room' | 'public'
  room?: ChosenRoom
  placeId?: string
  building?: string
  spot?: string
  kind: RepairKind
  text: string
  name: string
  phone?: string
  date?: string
  part?: WishedTime['part']
  externalNumber?: string
  externalDate?: string
  externalTime?: string
}

/** 登记报修 for who calls, stands at the desk, was met on a patrol, or wrote to 12345: from the first field on by keyboard. */
export function RepairEnter({ open, room, close }: { open: boolean; room: string | undefined; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const [asked, setAsked] = useState<Pick<Values, 'source' | 'where'>>({ source: 'phone', where: 'room' })
  const { media, giveTo, forget } = useMediaFor(refreshes)
  const enter = useWrite(repairsApi.enter, {
    refreshes,
    onDone: ({ number, repairId }) => {
      toast(words.done(number))
      void giveTo(fileIds => call(repairsApi.addPictures, { communityId, repairId, fileIds }))
      close()
    },
  })
  return (
    <FormDialog<Values>
      title={words.title}
      open={open}
      close={() => {
        forget()
        close()
      }}
      action={words.action}
      busy={enter.isPending}
      error={enter.error}
      initial={{ ...asked, part: 'morning', externalTime: '18:00' }}
      width={680}
      submit={values => enter.mutate({ communityId, ...inputOf(values) })}
    >
      <Form.Item name="source" label={words.source}>
        <Radio.Group
          options={officeSources.map(value => ({ value, label: sourceNames[value] }))}
          onChange={event => setAsked(last => ({ ...last, source: sourceOf(event.target.value) }))}
        />
      </Form.Item>
      <Form.Item name="where" label={words.where}>
        <Radio.Group
          options={[
            { value: 'room', label: words.home },
            { value: 'public', label: words.public },
          ]}
          onChange={event =>
            setAsked(last => ({ ...last, where: event.target.value === 'public' ? 'public' : 'room' }))
          }
        />
      </Form.Item>
      {asked.source === 'hotline' && <Hotline />}
      {asked.where === 'room' ? (
        <Form.Item
          name="room"
          className="form-wide"
          label={words.find}
          extra={words.findHint}
          validateTrigger="onSubmit"
          rules={[{ required: true, message: words.noRoom }]}
        >
          <RoomPick first={room} />
        </Form.Item>
      ) : (
        <PublicPlace />
      )}
      <Form.Item name="kind" label={words.kind} rules={[{ required: true, message: words.kindMissing }]}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={asked.where === 'room' ? roomKinds : publicKinds} />
      </Form.Item>
      <Form.Item name="name" label={words.name} rules={[needed(words.nameMissing)]}>
        <Input maxLength={30} autoComplete="off" list={peopleHere} />
      </Form.Item>
      <Form.Item
        name="text"
        label={words.text}
        extra={words.textHint}
        className="form-wide"
        rules={[needed(words.textMissing)]}
      >
        <Input.TextArea rows={2} maxLength={500} onKeyDown={sendOnEnter} />
      </Form.Item>
      <Form.Item name="phone" label={words.phone} rules={[fits(repairsApi.enter.input.shape.phone)]}>
        <Input maxLength={20} inputMode="tel" autoComplete="off" />
      </Form.Item>
      <Wish />
      <Form.Item label={mediaWords.label} className="form-wide">
        <MediaField media={media} hint />
      </Form.Item>
    </FormDialog>
  )
}

/** Enter sends, but not while a pinyin is being chosen. */
function sendOnEnter(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
  event.preventDefault()
  event.currentTarget.form?.requestSubmit()
}

const Hotline = () => (
  <>
    <Form.Item name="externalNumber" label={words.external} rules={[needed(words.externalMissing)]}>
      <Input maxLength={40} autoComplete="off" />
    </Form.Item>
    <div className="form-pair">
      <Form.Item name="externalDate" label={words.externalDue} rules={[needed(words.externalDueMissing)]}>
        <Input type="date" min={today()} />
      </Form.Item>
      <Form.Item name="externalTime" label=" ">
        <Input type="time" aria-label={words.externalDue} />
      </Form.Item>
    </div>
  </>
)

/** A place of the register, which statistics and labels know; else in words. */
const PublicPlace = () => (
  <>
    <Form.Item
      name="placeId"
      className="form-wide"
      label={placeWords.pick}
      rules={[{ required: true, message: words.placeMissing }]}
    >
      <PlacePick orElsewhere />
    </Form.Item>
    <Form.Item noStyle dependencies={['placeId']}>
      {form => (form.getFieldValue('placeId') === elsewhere ? <InWords /> : null)}
    </Form.Item>
  </>
)

const InWords = () => (
  <>
    <Form.Item name="building" label={words.building} extra={words.buildingHint}>
      <Input maxLength={20} autoComplete="off" />
    </Form.Item>
    <Form.Item name="spot" label={words.spot} rules={[needed(words.spotMissing)]}>
      <Input maxLength={40} autoComplete="off" />
    </Form.Item>
  </>
)

const Wish = () => (
  <div className="form-pair">
    <Form.Item name="date" label={words.wishDate} extra={words.anytime}>
      <Input type="date" min={today()} />
    </Form.Item>
    <Form.Item name="part" label={words.wishPart}>
      <Select
        options={(['morning', 'afternoon', 'evening'] as const).map(value => ({ value, label: wishNames[value] }))}
      />
    </Form.Item>
  </div>
)

const sourceOf = (value: unknown): OfficeSource => officeSources.find(source => source === value) ?? 'phone'

function inputOf({ source, kind, text, name, phone, date, part, ...values }: Values) {
  const { externalNumber, externalDate, externalTime } = values
  const isHotline = source === 'hotline'
  return {
    source,
    kind,
    text,
    name,
    where: placeOf(values),
    ...(filled(phone) && { phone: filled(phone) }),
    ...(date && { wish: { date, part: part ?? 'morning' } }),
    ...(isHotline && filled(externalNumber) && { externalNumber: filled(externalNumber) }),
    ...(isHotline && externalDate && { externalDueAt: instantAt(externalDate, externalTime || '18:00') }),
  }
}
