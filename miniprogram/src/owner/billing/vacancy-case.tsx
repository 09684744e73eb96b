import { vacancyApi } from '@linli/shared/billing/vacancy-api'
import type { VacancyCase, VacancyState } from '@linli/shared/billing/vacancy-schema'
import { formatFullDate } from '@linli/shared/time'
import { View } from '@tarojs/components'
import { call } from '../../api'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { Tag, type Tone } from '../../kit/tag'
import { toast } from '../../kit/toast'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { Whole } from '../../kit/whole'
import { useAct } from '../../use-act'
import { vacancyWords } from './vacancy-words'

const tones: Record<VacancyState, Tone> = { waiting: 'info', approved: 'ok', refused: 'closed' }

type Props = {
  place: { communityId: string; roomId: string }
  one: VacancyCase
  canWithdraw: boolean
  onChanged: () => void
}

/** What was asked for and what the office said to it; while it waits it can be taken back. */
export function VacancyCaseCard({ place, one, canWithdraw, onChanged }: Props) {
  const words = useWords(vacancyWords)
  const act = useAct()
  const { caseId, state, asked, decided } = one
  const withdraw = async () => {
    await call(vacancyApi.withdrawVacancy, { ...place, caseId })
    toast(words.withdrawn)
    onChanged()
  }
  return (
    <Card>
      <View className="ll-stack">
        <Tag tone={tones[state]}>{words.state(state)}</Tag>
        <View>
          <Whole text={asked ? words.asked(formatFullDate(asked.from)) : words.byOffice} />
        </View>
        {asked ? <View className="ll-sub">{asked.reason}</View> : null}
        {decided && state === 'approved' ? (
          <View>
            {decided.to
              ? words.until(formatFullDate(decided.from), formatFullDate(decided.to))
              : words.from(formatFullDate(decided.from))}
            {'，'}
            {decided.feeItemNames.map(name => words.pays(name, decided.payablePct ?? 100)).join('，')}
          </View>
        ) : null}
        {decided ? <View>{words.office(decided.reason)}</View> : null}
        <Trouble problem={act.problem} />
        {state === 'waiting' && canWithdraw ? (
          <Button kind="text" wide busy={act.busy && words.withdrawing} onTap={() => act.run('withdraw', withdraw)}>
            {words.withdraw}
          </Button>
        ) : null}
      </View>
    </Card>
  )
}
