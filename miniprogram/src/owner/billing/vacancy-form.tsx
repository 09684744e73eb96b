import { vacancyApi } from '@linli/shared/billing/vacancy-api'
import { addDays, beijingDate } from '@linli/shared/time'
import { View } from '@tarojs/components'
import { useRef, useState } from 'react'
import { call, newKey } from '../../api'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { DateField } from '../../kit/date-field'
import { LongField } from '../../kit/long-field'
import { toast } from '../../kit/toast'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { useAct } from '../../use-act'
import { vacancyWords } from './vacancy-words'

type Props = { place: { communityId: string; roomId: string }; again: boolean; onAsked: () => void }

/** From which day on nobody lives there, and why: the office comes to look. */
export function VacancyForm({ place, again, onAsked }: Props) {
  const words = useWords(vacancyWords)
  const act = useAct()
  const key = useRef(newKey())
  const today = beijingDate(new Date().toISOString())
  const [from, setFrom] = useState<string>(today)
  const [reason, setReason] = useState('')
  const send = async () => {
    await call(vacancyApi.askVacancy, { ...place, from, reason }, { idempotencyKey: key.current })
    key.current = newKey()
    setReason('')
    toast(words.sent)
    onAsked()
  }
  return (
    <Card>
      <View className="ll-stack">
        <View className="ll-title">{again ? words.again : words.ask}</View>
        <View className="ll-sub">{words.rule}</View>
        <DateField
          label={words.since}
          value={from}
          onChange={setFrom}
          start={addDays(today, -365)}
          end={addDays(today, 365)}
        />
        <LongField label={words.why} hint={words.whyHint} value={reason} onChange={setReason} maxLength={200} />
        <Trouble problem={act.problem} />
        <Button
          wide
          disabled={reason.trim().length < 2}
          busy={act.busy && words.sending}
          onTap={() => act.run('send', send)}
        >
          {words.send}
        </Button>
      </View>
    </Card>
  )
}
