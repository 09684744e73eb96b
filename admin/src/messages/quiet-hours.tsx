import { messageDeskApi } from '@linli/shared/messages/desk-api'
import type { QuietHours as Hours } from '@linli/shared/messages/schema'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { Refusal } from '../kit/banner'
import '../kit/form.css'
import { Card } from '../kit/page'
import { Failed, Skeleton } from '../kit/state'
import { useToast } from '../kit/toast'
import { useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { messageWords } from './words'

const words = messageWords.quiet

/** 夜间不打扰: when this community's messages wait for the morning. */
export function QuietHours() {
  const { communityId } = usePlace()
  const hours = useRead(messageDeskApi.quietHours, { communityId })
  return (
    <Card title={words.title}>
      <div className="stack">
        <p className="hint">{words.line}</p>
        {hours.data ? (
          <HoursForm key={hours.data.version} hours={hours.data} />
        ) : hours.error ? (
          <Failed error={hours.error} retry={hours.refetch} />
        ) : (
          <Skeleton rows={2} />
        )}
      </div>
    </Card>
  )
}

const fields = ['quietFrom', 'quietTo'] as const

function HoursForm({ hours }: { hours: Hours }) {
  const { communityId, can } = usePlace()
  const toast = useToast()
  const [draft, setDraft] = useState(hours)
  const refreshes = ['messages.quietHours', 'audit.']
  const save = useWrite(messageDeskApi.saveQuietHours, { refreshes, onDone: () => toast(words.done) })
  if (!can('messages:manage'))
    return (
      <p>
        <strong className="figure">{words.span(hours.quietFrom, hours.quietTo)}</strong> {words.readOnly}
      </p>
    )
  return (
    <div className="stack">
      {fields.map(name => (
        <div className="field" key={name}>
          <label htmlFor={name}>{words[name]}</label>
          <Input
            id={name}
            type="time"
            className="bar-date"
            value={draft[name]}
            onChange={event => setDraft(last => ({ ...last, [name]: event.target.value }))}
          />
        </div>
      ))}
      <Refusal error={save.error} />
      <span>
        <Button type="primary" disabled={save.isPending} onClick={() => save.mutate({ communityId, ...draft })}>
          {words.save}
        </Button>
      </span>
    </div>
  )
}
