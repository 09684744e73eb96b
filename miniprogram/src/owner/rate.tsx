import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../kit/button'
import { Choice } from '../kit/choice'
import { LongField } from '../kit/long-field'
import { Trouble } from '../kit/trouble'
import { useWords } from '../kit/use-words'
import { useAct } from '../use-act'
import { feedbackWords } from './feedback-words'

const stars = ['1', '2', '3', '4', '5'] as const
export type Rated = { stars: number; comment?: string }

/** 评价: one to five stars, and a sentence for who wants. */
export function Rate({ send }: { send: (rated: Rated) => Promise<unknown> }) {
  const words = useWords(feedbackWords)
  const act = useAct()
  const [value, setValue] = useState<(typeof stars)[number]>()
  const [comment, setComment] = useState('')
  return (
    <View className="ll-stack">
      <View className="ll-title">{words.rate}</View>
      <Choice
        form="chips"
        columns={5}
        options={stars.map(n => ({ value: n, name: words.stars(Number(n)) }))}
        value={value}
        onChange={setValue}
      />
      {value ? (
        <>
          <LongField label={words.hint} value={comment} maxLength={300} onChange={setComment} />
          <Trouble problem={act.problem} />
          <Button
            wide
            busy={act.busy && words.busy}
            onTap={() => act.run('rate', () => send({ stars: Number(value), ...(comment.trim() && { comment }) }))}
          >
            {words.send}
          </Button>
        </>
      ) : null}
    </View>
  )
}
