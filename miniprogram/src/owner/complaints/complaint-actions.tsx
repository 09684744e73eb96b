import { complaintsApi } from '@linli/shared/complaints/api'
import type { MyComplaint } from '@linli/shared/complaints/schema'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '../../api'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { toast } from '../../kit/toast'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { useAct } from '../../use-act'
import { AskSheet } from '../ask-sheet'
import { Rate } from '../rate'
import { feedbackWords } from '../feedback-words'
import { complaintWords } from './words'

type Of = { communityId: string; roomId: string; complaintId: string }
type ActionProps = { of: Of; told: MyComplaint; onChanged: () => void }

/** What whoever wrote it may do now: rate the answer, say that nothing is solved, add a sentence, take it back. */
export function ComplaintActions({ of, told, onChanged }: ActionProps) {
  const words = useWords(complaintWords)
  const feedback = useWords(feedbackWords)
  const act = useAct()
  const [asked, setAsked] = useState<'reopen' | 'note'>()
  const may = (event: MyComplaint['may'][number]) => told.may.includes(event)
  const done = (said?: string) => {
    setAsked(undefined)
    if (said) toast(said)
    onChanged()
  }
  const withdraw = async () => {
    await call(complaintsApi.withdraw, of)
    done()
  }
  if (told.may.length === 0 && !told.rating) return null
  return (
    <Card>
      <View className="ll-stack">
        <Trouble problem={act.problem} />
        {told.rating ? <View>{feedback.rated(told.rating.stars)}</View> : null}
        {may('rate') ? (
          <Rate
            send={async rated => {
              await call(complaintsApi.rate, { ...of, ...rated })
              done()
            }}
          />
        ) : null}
        {may('reopen') ? (
          <Button kind="plain" wide onTap={() => setAsked('reopen')}>
            {words.reopen}
          </Button>
        ) : null}
        {may('add_note') ? (
          <Button kind="plain" wide onTap={() => setAsked('note')}>
            {words.add}
          </Button>
        ) : null}
        {may('withdraw') ? (
          <Button
            kind="text"
            wide
            risk
            busy={act.busy && words.withdrawing}
            onTap={() => act.run('withdraw', withdraw)}
          >
            {words.withdraw}
          </Button>
        ) : null}
        {asked === 'reopen' ? (
          <AskSheet
            said={{ title: words.reopen, label: words.reopenWhy, button: words.reopenSend }}
            maxLength={1_000}
            send={async reason => {
              await call(complaintsApi.reopen, { ...of, reason })
              done()
            }}
            onClose={() => setAsked(undefined)}
          />
        ) : null}
        {asked === 'note' ? (
          <AskSheet
            said={{ title: words.add, label: words.addText, button: words.addSend }}
            maxLength={1_000}
            send={async (text, idempotencyKey) => {
              await call(complaintsApi.addMyNote, { ...of, text }, { idempotencyKey })
              done(words.sent)
            }}
            onClose={() => setAsked(undefined)}
          />
        ) : null}
      </View>
    </Card>
  )
}
