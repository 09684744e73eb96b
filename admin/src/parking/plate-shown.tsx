import { parkingApi } from '@linli/shared/parking/api'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { vehicleWords as words } from './words'

const shownMs = 30_000

/** A masked plate; the whole one only with a reason, and only for 30 seconds. */
export function PlateShown({ vehicleId, masked }: { vehicleId: string; masked: string }) {
  const { communityId, can } = usePlace()
  const [asking, setAsking] = useState(false)
  const [shown, setShown] = useState('')
  const reveal = useWrite(parkingApi.revealPlate, {
    refreshes: ['audit.'],
    onDone: ({ value }) => {
      setShown(value)
      setAsking(false)
      reveal.reset()
    },
  })
  useEffect(() => {
    if (shown === '') return
    const timer = setTimeout(() => setShown(''), shownMs)
    return () => clearTimeout(timer)
  }, [shown])
  if (shown !== '')
    return (
      <>
        <strong className="figure">{shown}</strong>{' '}
        <Button size="small" onClick={() => setShown('')}>
          {words.hide}
        </Button>
      </>
    )
  return (
    <>
      <span className="figure">{masked}</span>{' '}
      {can('people:reveal') && (
        <Button size="small" aria-label={`${words.reveal} ${masked}`} onClick={() => setAsking(true)}>
          {words.reveal}
        </Button>
      )}
      <ConfirmDialog
        title={words.revealTitle}
        open={asking}
        close={() => setAsking(false)}
        action={words.revealAction}
        busy={reveal.isPending}
        error={reveal.error}
        needsReason
        confirm={reason => reveal.mutate({ communityId, vehicleId, reason })}
      >
        <p>{words.revealLine}</p>
      </ConfirmDialog>
    </>
  )
}
