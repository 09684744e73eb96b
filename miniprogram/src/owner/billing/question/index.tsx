import { billingApi } from '@linli/shared/billing/api'
import { questionApi } from '@linli/shared/billing/question-api'
import { MyQuestion } from '@linli/shared/billing/question-schema'
import { ExplainedBill } from '@linli/shared/billing/schema'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import * as z from 'zod'
import { call } from '../../../api'
import { Page } from '../../../kit/page'
import { useLoad } from '../../../use-load'
import { AskForMessages } from '../../messages/ask-for-messages'
import { useHomeOf } from '../../session'
import { SignedIn } from '../../signed-in'
import { useWords } from '../../../kit/use-words'
import { QuestionForm } from '../question-form'
import { QuestionThread } from '../question-thread'
import { questionWords } from '../question-words'

export default function QuestionPage() {
  return <SignedIn>{() => <Question />}</SignedIn>
}

const Shown = z.object({ bill: ExplainedBill, mine: MyQuestion })

/** 有疑问，问物业: what was asked about a bill, what the office says, and one more question. */
function Question() {
  const words = useWords(questionWords)
  const { communityId = '', roomId = '', billId = '' } = useRouter().params
  const place = { communityId, roomId, billId }
  const home = useHomeOf(roomId)
  const [asked, setAsked] = useState(false)
  const load = useLoad(
    `question.${billId}`,
    async () => {
      const [bill, mine] = await Promise.all([call(billingApi.myBill, place), call(questionApi.myQuestion, place)])
      return { bill, mine }
    },
    Shown,
  )
  const shown = load.data
  return (
    <Page load={load} refresh skeleton={[120, 240]} phone={home?.officePhone}>
      {shown ? <QuestionThread bill={shown.bill} mine={shown.mine} onChanged={() => void load.reload()} /> : null}
      {asked ? <AskForMessages head={words.grantHead} line={words.grantLine} kinds={['question_answered']} /> : null}
      {shown && !load.keptAt ? (
        <QuestionForm
          place={place}
          mine={shown.mine}
          phone={home?.officePhone}
          onAsked={() => {
            setAsked(true)
            void load.reload()
          }}
        />
      ) : null}
    </Page>
  )
}
