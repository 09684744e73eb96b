import { peopleApi } from '@linli/shared/people/api'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { peopleWords as words } from './words'

const shownSeconds = 30

type Props = { personId: string; field: 'phone' | 'idNumber'; masked: string }

/** A masked number; the whole one only with a reason, and only for 30 seconds. */
export function Revealed({ personId, field, masked }: Props) {
  const { communityId, can } = usePlace()
  const [asking, setAsking] = useState(false)
  const [shown, setShown] = useState<{ value: string; left: number }>()
  const reveal = useWrite(peopleApi.reveal, {
    refreshes: ['audit.'],
    onDone: ({ value }) => {
      setShown({ value, left: shownSeconds })
      setAsking(false)
      reveal.reset()
    },
  })
  useEffect(() => {
    if (!shown) return
    const next = shown.left > 1 ? { ...shown, left: shown.left - 1 } : undefined
    const timer = setTimeout(() => setShown(next), 1000)
    return () => clearTimeout(timer)
  }, [shown])

  if (shown)
    return (
      <>
        <strong className="figure">{shown.value}</strong>{' '}
        <Button size="small" onClick={() => setShown(undefined)}>
          {words.hide}
        </Button>
        <span className="hint small figure"> {words.seconds(shown.left)}</span>
      </>
    )
  return (
    <>
      <span className="figure">{masked}</span>{' '}
      {can('people:reveal') && (
        <Button size="small" onClick={() => setAsking(true)} aria-label={words.revealTitle[field]}>
          {words.reveal}
        </Button>
      )}
      <ConfirmDialog
        title={words.revealTitle[field]}
        open={asking}
        close={() => setAsking(false)}
        action={words.revealAction}
        busy={reveal.isPending}
        error={reveal.error}
        needsReason
        confirm={reason => reveal.mutate({ communityId, personId, field, reason })}
      >
        <p>{words.revealLine}</p>
      </ConfirmDialog>
    </>
  )
}
