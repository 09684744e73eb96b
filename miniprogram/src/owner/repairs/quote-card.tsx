import { type Quote, partsOf } from '@linli/shared/repairs/quote'
import { myRepairsApi } from '@linli/shared/repairs/my-api'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '../../api'
import { Amount } from '../../kit/amount'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { Field } from '../../kit/field'
import { Sheet } from '../../kit/sheet'
import { Tag, type Tone } from '../../kit/tag'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { useAct } from '../../use-act'
import { repairWords } from './words'

type Of = { communityId: string; roomId: string; repairId: string }
type QuoteProps = { of: Of; quote: Quote; mayAnswer: boolean; onChanged: () => void }
const tones: Record<Quote['state'], Tone> = { waiting: 'due', agreed: 'ok', refused: 'closed', replaced: 'closed' }

/** A quote line by line with 人工, 材料 and 合计; nothing is charged before the resident agrees. */
export function QuoteCard({ of, quote, mayAnswer, onChanged }: QuoteProps) {
  const words = useWords(repairWords)
  const { labourFen, materialFen, totalFen } = partsOf(quote.lines)
  const state = { waiting: words.waits, agreed: words.agreed, refused: words.refused, replaced: words.refused }
  return (
    <Card>
      <View className="ll-stack">
        <View className="ll-bar">
          <View className="ll-title">{quote.extra ? words.extra : words.quote}</View>
          <Tag tone={tones[quote.state]}>{state[quote.state]}</Tag>
        </View>
        {quote.lines.map(line => (
          <View className="ll-sub" key={`${line.part}${line.name}`}>
            {words.line(line)}
          </View>
        ))}
        <Sum name={words.labour} fen={labourFen} />
        <Sum name={words.material} fen={materialFen} />
        <View className="own-total">
          <View>{words.sum}</View>
          <Amount fen={totalFen} size="title" tone={quote.state === 'waiting' ? 'due' : 'ink'} />
        </View>
        {quote.state === 'waiting' && mayAnswer ? (
          <Answer of={of} quoteId={quote.quoteId} onChanged={onChanged} />
        ) : null}
      </View>
    </Card>
  )
}

const Sum = ({ name, fen }: { name: string; fen: number }) => (
  <View className="own-line">
    <View className="own-line__text">{name}</View>
    <Amount fen={fen} size="sub" />
  </View>
)

function Answer({ of, quoteId, onChanged }: { of: Of; quoteId: string; onChanged: () => void }) {
  const words = useWords(repairWords)
  const act = useAct()
  const [refusing, setRefusing] = useState(false)
  const [reason, setReason] = useState('')
  const answer = (agree: boolean) => async () => {
    await call(myRepairsApi.answerQuote, { ...of, quoteId, agree, ...(!agree && reason.trim() && { reason }) })
    setRefusing(false)
    onChanged()
  }
  return (
    <>
      <View className="ll-sub">{words.quoteLine}</View>
      <Trouble problem={act.problem} />
      <Button wide busy={act.busy === 'agree' && words.agreeing} onTap={() => act.run('agree', answer(true))}>
        {words.agree}
      </Button>
      <Button kind="plain" wide onTap={() => setRefusing(true)}>
        {words.refuse}
      </Button>
      <Sheet open={refusing} title={words.refuse} onClose={() => setRefusing(false)}>
        <Field label={words.refuseWhy} value={reason} maxLength={100} onChange={setReason} />
        <Button wide risk busy={act.busy === 'refuse' && words.agreeing} onTap={() => act.run('refuse', answer(false))}>
          {words.refuse}
        </Button>
      </Sheet>
    </>
  )
}
