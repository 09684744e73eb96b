import type { MeterReading } from '@linli/shared/billing/meter-schema'
import { readingText } from '@linli/shared/billing/meter-words'
import { roundApi } from '@linli/shared/billing/round-api'
import { positionText } from '@linli/shared/position'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { Refusal } from '../kit/banner'
import { dateTime } from '../kit/format'
import { Skeleton } from '../kit/state'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { readingWords as words } from './reading-words'

/** The picture that whoever read the meter took of it: beside the figure that it should show. */
export function ReadingPhoto({ reading }: { reading: MeterReading }) {
  const [open, setOpen] = useState(false)
  if (!reading.photo) return null
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {words.photo}
      </Button>
      <Modal
        title={words.photoTitle(reading.roomCode, readingText(reading.value))}
        open={open}
        onCancel={() => setOpen(false)}
        footer={null}
        destroyOnHidden
      >
        {open && <Picture reading={reading} />}
      </Modal>
    </>
  )
}

function Picture({ reading: { roomId, meterId, readOn, enteredBy } }: { reading: MeterReading }) {
  const { communityId } = usePlace()
  const { data, error } = useRead(roundApi.readingPhoto, { communityId, roomId, meterId, readOn })
  if (!data) return error ? <Refusal error={error} /> : <Skeleton />
  const { photo, at, spot, where } = data
  return (
    <>
      <a href={photo.url} target="_blank" rel="noreferrer">
        <img className="reading-photo" src={photo.url} alt={words.photoOf} />
      </a>
      <p className="hint">
        {[enteredBy, dateTime(at), spot, where && positionText(where)].filter(Boolean).join(' · ')}
      </p>
    </>
  )
}
