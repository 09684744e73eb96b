import { complaintsApi } from '@linli/shared/complaints/api'
import { ComplaintKind } from '@linli/shared/complaints/schema'
import { complaintKindNames } from '@linli/shared/complaints/words'
import { sourceNames } from '@linli/shared/repairs/words'
import { Form, Input, Radio } from 'antd'
import { useState } from 'react'
import { call } from '../api-client'
import { PlacePick } from '../communities/place-pick'
import { placeWords } from '../communities/place-words'
import { MediaField } from '../files/media-field'
import { useMediaFor } from '../files/use-media-for'
import { mediaWords } from '../files/words'
import { today } from '../kit/format'
import { FormDialog } from '../kit/form-dialog'
import { filled, fits, needed } from '../kit/rules'
import { useWrite } from '../queries'
import { type OfficeSource, officeSources } from '../repairs/enter-values'
import { type ChosenRoom, peopleHere, RoomPick } from '../repairs/room-pick'
import { usePlace } from '../session'
import { refreshes } from './refreshes'
import { useDone } from './use-done'
import { enterWords as words } from './words'

type Values = {
  source: OfficeSource
  kind: ComplaintKind
  room?: ChosenRoom
  placeId?: string
  name: string
  phone?: string
  text: string
  externalNumber?: string
  externalDueOn?: string
}

/** 登记来件 for who calls, stands at the desk, was met on a patrol, or wrote to 12345. */
export function ComplaintEnter({ open, close }: { open: boolean; close: () => void }) {
  const { communityId } = usePlace()
  const [isHotline, setHotline] = useState(false)
  const { media, giveTo, forget } = useMediaFor(refreshes)
  const { onDone } = useDone<{ number: string }>(close, ({ number }) => words.done(number))
  const enter = useWrite(complaintsApi.enter, {
    refreshes,
    onDone: done => {
      onDone(done)
      void giveTo(fileIds => call(complaintsApi.addPictures, { communityId, complaintId: done.complaintId, fileIds }))
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
      initial={{ source: isHotline ? 'hotline' : 'phone', kind: 'complaint' }}
      width={680}
      submit={values => enter.mutate({ communityId, ...inputOf(values) })}
    >
      <Form.Item name="source" label={words.source}>
        <Radio.Group
          options={officeSources.map(value => ({ value, label: sourceNames[value] }))}
          onChange={event => setHotline(event.target.value === 'hotline')}
        />
      </Form.Item>
      <Form.Item name="kind" label={words.kind}>
        <Radio.Group options={ComplaintKind.options.map(value => ({ value, label: complaintKindNames[value] }))} />
      </Form.Item>
      {isHotline && (
        <>
          <Form.Item name="externalNumber" label={words.external} rules={[needed(words.externalMissing)]}>
            <Input maxLength={40} autoComplete="off" />
          </Form.Item>
          <Form.Item name="externalDueOn" label={words.externalDue} rules={[needed(words.externalDueMissing)]}>
            <Input type="date" min={today()} />
          </Form.Item>
        </>
      )}
      <Form.Item name="room" className="form-wide" label={words.find} extra={words.findHint}>
        <RoomPick first={undefined} />
      </Form.Item>
      <Form.Item name="placeId" className="form-wide" label={placeWords.pick} extra={words.placeHint}>
        <PlacePick />
      </Form.Item>
      <Form.Item name="name" label={words.name} rules={[needed(words.nameMissing)]}>
        <Input maxLength={30} autoComplete="off" list={peopleHere} />
      </Form.Item>
      <Form.Item name="phone" label={words.phone} rules={[fits(complaintsApi.enter.input.shape.phone)]}>
        <Input maxLength={20} inputMode="tel" autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="text"
        label={words.text}
        extra={words.textHint}
        className="form-wide"
        rules={[needed(words.textMissing)]}
      >
        <Input.TextArea rows={3} maxLength={1_000} showCount />
      </Form.Item>
      <Form.Item label={mediaWords.label} className="form-wide">
        <MediaField media={media} hint />
      </Form.Item>
    </FormDialog>
  )
}

function inputOf({ source, kind, room, placeId, name, phone, text, externalNumber, externalDueOn }: Values) {
  const isHotline = source === 'hotline'
  return {
    source,
    kind,
    name,
    text,
    ...(room && { roomId: room.roomId }),
    ...(placeId && { placeId }),
    ...(filled(phone) && { phone: filled(phone) }),
    ...(isHotline && filled(externalNumber) && { externalNumber: filled(externalNumber) }),
    ...(isHotline && externalDueOn && { externalDueOn }),
  }
}
