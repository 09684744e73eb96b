import type { OutputOf } from '@linli/shared/contract'
import { forumDeskApi } from '@linli/shared/forum/desk-api'
import { mostTopics, Topic } from '@linli/shared/forum/schema'
import { Button, Input, Switch } from 'antd'
import { useState } from 'react'
import { Banner, Refusal } from '../kit/banner'
import '../kit/form.css'
import { Card } from '../kit/page'
import { Failed, Skeleton } from '../kit/state'
import { useToast } from '../kit/toast'
import { useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { refreshes } from './refreshes'
import { settingsWords as words } from './words'

type Settings = OutputOf<typeof forumDeskApi.getSettings>

/** Whether residents have a forum here, and what it is about. */
export function SettingsCard() {
  const { communityId } = usePlace()
  const settings = useRead(forumDeskApi.getSettings, { communityId })
  return (
    <Card>
      {settings.data ? (
        <Fields key={settings.data.version} settings={settings.data} />
      ) : settings.error ? (
        <Failed error={settings.error} retry={settings.refetch} />
      ) : (
        <Skeleton rows={4} />
      )}
    </Card>
  )
}

function Fields({ settings: { on, topics, version, released } }: { settings: Settings }) {
  const { communityId, can } = usePlace()
  const toast = useToast()
  const [draft, setDraft] = useState({ on, topics })
  const [wrong, setWrong] = useState(false)
  const save = useWrite(forumDeskApi.saveSettings, { refreshes, onDone: () => toast(words.done) })
  const mayChange = can('forum:manage') && released
  const submit = () => {
    const typed = draft.topics.map(topic => topic.trim()).filter(topic => topic !== '')
    const fits = typed.every(topic => Topic.safeParse(topic).success) && new Set(typed).size === typed.length
    setWrong(!fits)
    if (fits) save.mutate({ communityId, on: draft.on, topics: typed, version })
  }
  return (
    <div className="stack">
      <div className="field">
        <span className="bar">
          <Switch
            id="forum-on"
            checked={draft.on}
            disabled={!mayChange}
            onChange={next => setDraft(last => ({ ...last, on: next }))}
          />
          <label htmlFor="forum-on">{words.on}</label>
        </span>
        <p className="hint small">{words.onHint}</p>
      </div>
      <Topics
        topics={draft.topics}
        disabled={!mayChange}
        change={next => setDraft(last => ({ ...last, topics: next }))}
      />
      {wrong && <Banner tone="danger">{words.wrong}</Banner>}
      <Refusal error={save.error} />
      {mayChange && (
        <span>
          <Button type="primary" disabled={save.isPending} onClick={submit}>
            {words.save}
          </Button>
        </span>
      )}
    </div>
  )
}

type Lines = { topics: string[]; disabled: boolean; change: (topics: string[]) => void }

function Topics({ topics, disabled, change }: Lines) {
  return (
    <fieldset className="field">
      <legend>{words.topics}</legend>
      <p className="hint small">{words.topicsHint(mostTopics)}</p>
      <div className="bar">
        {topics.map((topic, nth) => (
          <span key={nth} className="forum-topic">
            <Input
              aria-label={words.topic(nth + 1)}
              value={topic}
              maxLength={8}
              disabled={disabled}
              autoComplete="off"
              onChange={event => change(topics.with(nth, event.target.value))}
            />
            {!disabled && (
              <Button aria-label={words.remove(topic)} onClick={() => change(topics.toSpliced(nth, 1))}>
                ×
              </Button>
            )}
          </span>
        ))}
        {!disabled && topics.length < mostTopics && (
          <Button onClick={() => change([...topics, ''])}>{words.add}</Button>
        )}
      </div>
    </fieldset>
  )
}
