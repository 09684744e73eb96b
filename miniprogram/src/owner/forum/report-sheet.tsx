import { forumApi } from '@linli/shared/forum/api'
import { TakedownReason } from '@linli/shared/forum/schema'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '../../api'
import { Button } from '../../kit/button'
import { Field } from '../../kit/field'
import { Row } from '../../kit/row'
import { Sheet } from '../../kit/sheet'
import { toast } from '../../kit/toast'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { useAct } from '../../use-act'
import { forumWords } from './words'

type Props = { home: { communityId: string; roomId: string }; postId: string; onClose: () => void }

/** 举报 by a listed reason; there is none for criticism. */
export function ReportSheet({ home, postId, onClose }: Props) {
  const words = useWords(forumWords)
  const act = useAct()
  const [reason, setReason] = useState<TakedownReason>()
  const [note, setNote] = useState('')
  const send = async () => {
    if (!reason) return
    await call(forumApi.report, { ...home, postId, reason, ...(note.trim() && { note }) })
    toast(words.reported)
    onClose()
  }
  return (
    <Sheet open title={words.reportWhy} onClose={onClose}>
      <View>
        {TakedownReason.options.map(each => (
          <Row
            key={each}
            form="radio"
            checked={reason === each}
            title={words.takedown(each)}
            onTap={() => setReason(each)}
          />
        ))}
      </View>
      <Field label={words.reportNote} value={note} maxLength={200} onChange={setNote} />
      <Trouble problem={act.problem} />
      <Button wide disabled={reason === undefined} busy={act.busy && words.busy} onTap={() => act.run('report', send)}>
        {words.reportSend}
      </Button>
    </Sheet>
  )
}
