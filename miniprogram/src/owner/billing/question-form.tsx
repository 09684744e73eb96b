import { questionApi } from '@linli/shared/billing/question-api'
import type { MyQuestion } from '@linli/shared/billing/question-schema'
import { View } from '@tarojs/components'
import * as z from 'zod'
import { call } from '../../api'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { LongField } from '../../kit/long-field'
import { Row } from '../../kit/row'
import { toast } from '../../kit/toast'
import { Trouble } from '../../kit/trouble'
import { isLarger, useTypeSize } from '../../kit/type-size'
import { useWords } from '../../kit/use-words'
import { kitWords } from '../../kit/words'
import { platform } from '../../platform/platform'
import { useAct } from '../../use-act'
import { useUnsent } from '../unsent'
import { questionWords } from './question-words'

const mostCharacters = 500
/** From here on the field says how much is left. */
const fewLeft = 50

const Form = z.object({ text: z.string(), disputes: z.boolean() })
const blank: z.infer<typeof Form> = { text: '', disputes: false }

type FormProps = {
  place: { communityId: string; roomId: string; billId: string }
  mine: MyQuestion
  phone: string | undefined
  onAsked: () => void
}

/** One question, and whether the resident disputes the bill with it; the office's phone for who would rather talk. */
export function QuestionForm({ place, mine, phone, onAsked }: FormProps) {
  const words = useWords(questionWords)
  const kit = useWords(kitWords)
  const larger = isLarger(useTypeSize())
  const act = useAct()
  const { form, sendKey, change, clear } = useUnsent(`question.${place.billId}`, Form, blank)
  const { text, disputes } = form
  const left = mostCharacters - text.length
  const send = async () => {
    const input = { ...place, text, disputes: disputes && mine.mayDispute }
    await call(questionApi.askQuestion, input, { idempotencyKey: sendKey })
    clear()
    toast(words.sent)
    onAsked()
  }
  return (
    <Card>
      <View className="ll-stack">
        {mine.mayAsk ? (
          <>
            <LongField
              label={mine.question ? words.again : words.ask}
              hint={left <= fewLeft ? words.counter(left) : words.hint}
              value={text}
              onChange={text => change({ text })}
              maxLength={mostCharacters}
            />
            {mine.mayDispute ? (
              <Row
                form="switch"
                title={words.dispute}
                note={words.disputeLine}
                label={`${words.dispute}，${words.disputeLine}`}
                checked={disputes}
                onTap={() => change({ disputes: !disputes })}
              />
            ) : null}
            <Trouble problem={act.problem} />
            <Button
              wide
              disabled={text.trim().length < 2}
              busy={act.busy && words.sending}
              onTap={() => act.run('send', send)}
            >
              {words.send}
            </Button>
          </>
        ) : (
          <View>{words.full}</View>
        )}
        {phone && !larger ? (
          <Button kind="text" wide onTap={() => platform.callPhone(phone)}>
            {kit.call}
          </Button>
        ) : null}
      </View>
    </Card>
  )
}
