import { vacancyApi } from '@linli/shared/billing/vacancy-api'
import { MyVacancies } from '@linli/shared/billing/vacancy-schema'
import { formatFullDate } from '@linli/shared/time'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { call } from '../../../api'
import { Card } from '../../../kit/card'
import { Page } from '../../../kit/page'
import { Row } from '../../../kit/row'
import { State } from '../../../kit/state'
import { useWords } from '../../../kit/use-words'
import { useLoad } from '../../../use-load'
import { AskForMessages } from '../../messages/ask-for-messages'
import { useHomeOf } from '../../session'
import { SignedIn } from '../../signed-in'
import { VacancyCaseCard } from '../vacancy-case'
import { VacancyForm } from '../vacancy-form'
import { vacancyWords } from '../vacancy-words'

export default function VacancyPage() {
  return <SignedIn>{() => <Vacancy />}</SignedIn>
}

/** 空置优惠: until when the home pays less, what was asked for and why it was refused, and asking for it. */
function Vacancy() {
  const words = useWords(vacancyWords)
  const { communityId = '', roomId = '' } = useRouter().params
  const place = { communityId, roomId }
  const phone = useHomeOf(roomId)?.officePhone
  const [asked, setAsked] = useState(false)
  const load = useLoad(`vacancy.${roomId}`, () => call(vacancyApi.myVacancies, place), MyVacancies)
  const { cases = [], lowered = [], mayAsk } = load.data ?? {}
  const changed = () => void load.reload()
  return (
    <Page load={load} refresh skeleton={[120, 240]} phone={phone}>
      {lowered.length > 0 ? (
        <Card flush>
          {lowered.map(({ feeItemName, from, to, payablePct }) => (
            <Row
              key={`${feeItemName}${from}`}
              title={words.pays(feeItemName, payablePct)}
              note={to ? words.until(formatFullDate(from), formatFullDate(to)) : words.untilTold(formatFullDate(from))}
            />
          ))}
        </Card>
      ) : null}
      {cases.map(one => (
        <VacancyCaseCard key={one.caseId} place={place} one={one} canWithdraw={!load.keptAt} onChanged={changed} />
      ))}
      {asked ? <AskForMessages head={words.grantHead} line={words.grantLine} kinds={['vacancy_decided']} /> : null}
      {mayAsk && !load.keptAt ? (
        <VacancyForm
          place={place}
          again={cases.length > 0}
          onAsked={() => {
            setAsked(true)
            changed()
          }}
        />
      ) : null}
      {load.data && !mayAsk && cases.length === 0 && lowered.length === 0 ? (
        <View>
          <State icon="home" head={words.none} line={words.noneLine} />
        </View>
      ) : null}
    </Page>
  )
}
