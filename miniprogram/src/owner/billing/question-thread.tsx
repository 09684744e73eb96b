import { questionApi } from '@linli/shared/billing/question-api'
import type { MyQuestion, QuestionEntry, QuestionState } from '@linli/shared/billing/question-schema'
import type { BillView } from '@linli/shared/billing/schema'
import { formatDate } from '@linli/shared/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '../../api'
import { Amount } from '../../kit/amount'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { Sheet } from '../../kit/sheet'
import { Tag, type Tone } from '../../kit/tag'
import { toast } from '../../kit/toast'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { Whole } from '../../kit/whole'
import { momentOf } from '../../time-words'
import { useAct } from '../../use-act'
import { billName } from './bill-name'
import { toPay } from './selection'
import { questionWords } from './question-words'

type ThreadProps = { bill: BillView; mine: MyQuestion; onChanged: () => void }
const tones: Record<QuestionState, Tone> = { open: 'info', answered: 'ok', closed: 'closed' }

/** Which bill it is about, how far it is, and everything that was written, the oldest first. */
export function QuestionThread({ bill, mine, onChanged }: ThreadProps) {
  const words = useWords(questionWords)
  const { question } = mine
  const settled = bill.state === 'paid' || bill.state === 'void'
  return (
    <>
      <Card>
        <View className="ll-stack">
          <View className="ll-bar">
            <View className="ll-title">{billName(bill)}</View>
            <Amount fen={settled ? bill.amountFen : toPay(bill)} size="title" tone={settled ? 'ok' : 'due'} />
          </View>
          {question ? (
            <View className="own-tags">
              <Tag tone={tones[question.state]}>{words.state(question.state)}</Tag>
              {question.disputedSince ? <Tag tone="info">{words.disputed}</Tag> : null}
            </View>
          ) : null}
          {question?.disputedSince ? (
            <View className="ll-sub">{words.disputedSince(formatDate(question.disputedSince))}</View>
          ) : null}
          {mine.mayWithdraw ? <Withdraw bill={bill} onDone={onChanged} /> : null}
        </View>
      </Card>
      {question ? (
        <Card>
          {question.entries.map(entry => (
            <Entry key={entry.entryId} entry={entry} />
          ))}
        </Card>
      ) : null}
    </>
  )
}

function Entry({ entry }: { entry: QuestionEntry }) {
  const words = useWords(questionWords)
  const { kind, text, name, mine, disputes, at } = entry
  return (
    <View className="own-line">
      <View className="own-entry">
        <View className="own-line__note">
          <Whole text={`${words.entry(mine ? words.me : name, kind, disputes ?? false)} · ${momentOf(at)}`} />
        </View>
        {text ? <View className="own-entry__text">{text}</View> : null}
      </View>
    </View>
  )
}

function Withdraw({ bill, onDone }: { bill: BillView; onDone: () => void }) {
  const words = useWords(questionWords)
  const act = useAct()
  const [asking, setAsking] = useState(false)
  const { communityId, billId, object } = bill
  const withdraw = async () => {
    await call(questionApi.withdrawDispute, { communityId, roomId: object.id, billId })
    setAsking(false)
    toast(words.withdrawn)
    onDone()
  }
  return (
    <>
      <View className="ll-buttons">
        <Button kind="plain" onTap={() => setAsking(true)}>
          {words.withdraw}
        </Button>
      </View>
      <Sheet open={asking} title={words.withdrawTitle} onClose={() => setAsking(false)}>
        <View>{words.withdrawLine}</View>
        <Trouble problem={act.problem} />
        <Button wide busy={act.busy && words.withdrawing} onTap={() => act.run('withdraw', withdraw)}>
          {words.withdraw}
        </Button>
      </Sheet>
    </>
  )
}
