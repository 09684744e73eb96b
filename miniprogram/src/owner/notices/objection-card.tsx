import { noticesApi } from '@linli/shared/notices/api'
import type { MyNotice } from '@linli/shared/notices/schema'
import { View } from '@tarojs/components'
import { useState } from 'react'
import * as z from 'zod'
import { call } from '../../api'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { LongField } from '../../kit/long-field'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { momentOf } from '../../time-words'
import { useAct } from '../../use-act'
import { useUnsent } from '../unsent'
import { noticeWords } from './words'

const Form = z.object({ text: z.string() })

type Props = {
  of: { communityId: string; roomId: string; noticeId: string }
  notice: MyNotice
  onDone: () => Promise<void>
}

/** 异议 to a 公示: until when, what was said, what the office answered; or the field to say it. */
export function ObjectionCard({ of, notice, onDone }: Props) {
  const words = useWords(noticeWords)
  const act = useAct()
  const { form, sendKey, isKept, change, clear } = useUnsent(`objection.${of.roomId}.${of.noticeId}`, Form, {
    text: '',
  })
  const { text } = form
  const [open, setOpen] = useState(isKept)
  const { objection, objectionsUntil, mayObject } = notice
  if (objectionsUntil === undefined) return null
  const send = async () => {
    await call(noticesApi.object, { ...of, text }, { idempotencyKey: sendKey })
    clear()
    await onDone()
  }
  return (
    <Card>
      <View className="ll-stack">
        <View className="ll-title">{objection ? words.objection : words.object}</View>
        {objection ? <View className="own-words">{objection.text}</View> : null}
        {objection && !objection.answer ? <View className="ll-sub">{words.waiting}</View> : null}
        {objection?.answer ? (
          <>
            <View className="ll-title">{words.answer}</View>
            <View className="own-words">{objection.answer.text}</View>
            <View className="ll-sub">{words.answeredBy(objection.answer.by, momentOf(objection.answer.at))}</View>
          </>
        ) : null}
        {objection ? null : (
          <View className="ll-sub">
            {mayObject ? words.period(objectionsUntil) : words.periodOver(objectionsUntil)}
          </View>
        )}
        {mayObject && !open ? (
          <Button kind="plain" wide onTap={() => setOpen(true)}>
            {words.object}
          </Button>
        ) : null}
        {mayObject && open ? (
          <>
            <LongField label={words.objectText} value={text} maxLength={500} onChange={text => change({ text })} />
            <Trouble problem={act.problem} />
            <Button
              wide
              disabled={text.trim() === ''}
              busy={act.busy && words.sending}
              onTap={() => act.run('send', send)}
            >
              {words.send}
            </Button>
          </>
        ) : null}
      </View>
    </Card>
  )
}
