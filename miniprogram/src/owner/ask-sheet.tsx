import { View } from '@tarojs/components'
import { useRef, useState } from 'react'
import { newKey } from '../api'
import { Button } from '../kit/button'
import { LongField } from '../kit/long-field'
import { Sheet } from '../kit/sheet'
import { Trouble } from '../kit/trouble'
import { useWords } from '../kit/use-words'
import { useAct } from '../use-act'
import { feedbackWords } from './feedback-words'

type AskProps = {
  said: { title: string; line?: string; label: string; button: string }
  /** A sentence is asked for, but not needed. */
  optional?: boolean
  risk?: boolean
  maxLength?: number
  /** `text` without space around it, maybe empty; `key` outlives a retry. */
  send: (text: string, key: string) => Promise<unknown>
  onClose: () => void
}

/** A sheet for what needs a sentence; its button says what happens. */
export function AskSheet({ said, optional, risk, maxLength = 500, send, onClose }: AskProps) {
  const words = useWords(feedbackWords)
  const act = useAct()
  const key = useRef(newKey())
  const [text, setText] = useState('')
  const written = text.trim()
  return (
    <Sheet open title={said.title} onClose={onClose}>
      {said.line ? <View className="ll-sub">{said.line}</View> : null}
      <LongField label={said.label} value={text} maxLength={maxLength} onChange={setText} />
      <Trouble problem={act.problem} />
      <Button
        wide
        risk={risk}
        disabled={!optional && written === ''}
        busy={act.busy && words.busy}
        onTap={() => act.run('send', () => send(written, key.current))}
      >
        {said.button}
      </Button>
    </Sheet>
  )
}
