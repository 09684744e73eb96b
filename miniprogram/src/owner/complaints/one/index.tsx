import { complaintsApi } from '@linli/shared/complaints/api'
import { MyComplaint } from '@linli/shared/complaints/schema'
import { complaintEventNames } from '@linli/shared/complaints/words'
import { formatDate } from '@linli/shared/time'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { call } from '../../../api'
import { Card } from '../../../kit/card'
import { Page } from '../../../kit/page'
import { Steps } from '../../../kit/steps'
import { Tag } from '../../../kit/tag'
import { useWords } from '../../../kit/use-words'
import { momentOf } from '../../../time-words'
import { useLoad } from '../../../use-load'
import { AskForMessages } from '../../messages/ask-for-messages'
import { useHomeOf } from '../../session'
import { SignedIn } from '../../signed-in'
import { ComplaintActions } from '../complaint-actions'
import { complaintTones } from '../tones'
import { complaintWords } from '../words'

export default function ComplaintPage() {
  return <SignedIn>{() => <OneComplaint />}</SignedIn>
}

/** What was written, until when it is answered, the answer, and what can be said to it. */
function OneComplaint() {
  const words = useWords(complaintWords)
  const { communityId = '', roomId = '', complaintId = '', new: isNew } = useRouter().params
  const of = { communityId, roomId, complaintId }
  const phone = useHomeOf(roomId)?.officePhone
  const load = useLoad(`complaint.${complaintId}`, () => call(complaintsApi.getMine, of), MyComplaint)
  const told = load.data
  return (
    <Page load={load} refresh skeleton={[160, 120]} phone={phone}>
      {told ? (
        <>
          <Card>
            <View className="ll-stack">
              <View className="ll-bar">
                <View className="ll-title">{words.kind(told.kind)}</View>
                <Tag tone={complaintTones[told.state]}>{words.state(told.state)}</Tag>
              </View>
              <View className="own-words">{told.text}</View>
              {isOpen(told) ? <View className="ll-sub">{words.dueOn(formatDate(told.dueOn))}</View> : null}
              <View className="ll-cap">{words.number(told.number)}</View>
            </View>
          </Card>
          {told.answer ? (
            <Card>
              <View className="ll-stack">
                <View className="ll-title">{words.answer}</View>
                <View className="own-words">{told.answer.text}</View>
                <View className="ll-sub">{words.answeredBy(told.answer.by, momentOf(told.answer.at))}</View>
                {told.published ? <View className="ll-sub">{words.published}</View> : null}
              </View>
            </Card>
          ) : null}
          {load.keptAt ? null : <ComplaintActions of={of} told={told} onChanged={() => void load.reload()} />}
          {isNew ? <AskForMessages head={words.grantHead} line={words.grantLine} kinds={['complaint_news']} /> : null}
          <Card>
            <View className="ll-stack">
              <View className="ll-title">{words.steps}</View>
              <Steps steps={stepsOf(told)} />
            </View>
          </Card>
        </>
      ) : null}
    </Page>
  )
}

const isOpen = ({ state }: MyComplaint) => state === 'submitted' || state === 'accepted' || state === 'reopened'

/** The oldest first; what was said stands in the page already. */
const stepsOf = (told: MyComplaint) =>
  [...told.steps]
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map((step, at, all) => ({
      word: step.event === 'report' ? complaintWords.standard.send : complaintEventNames[step.event],
      time: momentOf(step.at),
      state: at === all.length - 1 && isOpen(told) ? ('now' as const) : ('done' as const),
    }))
