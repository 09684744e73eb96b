import { myRepairsApi } from '@linli/shared/repairs/my-api'
import { MyRepair } from '@linli/shared/repairs/views'
import { eventNames, repairStateWords } from '@linli/shared/repairs/words'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { call } from '../../../api'
import { Button } from '../../../kit/button'
import { Card } from '../../../kit/card'
import { role } from '../../../kit/h5'
import { Page } from '../../../kit/page'
import { Row } from '../../../kit/row'
import { ShownPhotos } from '../../../kit/shown-photos'
import { Steps } from '../../../kit/steps'
import { Tag } from '../../../kit/tag'
import { useWords } from '../../../kit/use-words'
import { platform } from '../../../platform/platform'
import { momentOf } from '../../../time-words'
import { useLoad } from '../../../use-load'
import { AskForMessages } from '../../messages/ask-for-messages'
import { useHomeOf } from '../../session'
import { SignedIn } from '../../signed-in'
import { PicturesComing } from '../pictures-coming'
import { QuoteCard } from '../quote-card'
import { RepairActions } from '../repair-actions'
import { repairTones } from '../tones'
import { repairWords } from '../words'

export default function RepairPage() {
  return <SignedIn>{() => <RepairDetail />}</SignedIn>
}

/** One order: how it stands in a sentence, who comes, the quote, the pictures, and what can be done now. */
function RepairDetail() {
  const words = useWords(repairWords)
  const { communityId = '', roomId = '', repairId = '', new: isNew } = useRouter().params
  const of = { communityId, roomId, repairId }
  const phone = useHomeOf(roomId)?.officePhone
  const load = useLoad(`repair.${repairId}`, () => call(myRepairsApi.getMine, of), MyRepair)
  const repair = load.data
  const changed = () => void load.reload()
  return (
    <Page load={load} refresh skeleton={[160, 200, 120]} phone={phone}>
      {repair ? (
        <>
          <Head repair={repair} phone={phone} />
          <PicturesComing of={of} onChanged={changed} />
          {repair.quotes
            .filter(({ state }) => state !== 'replaced')
            .map(quote => (
              <QuoteCard
                key={quote.quoteId}
                of={of}
                quote={quote}
                mayAnswer={!load.keptAt && repair.may.includes('agree_quote')}
                onChanged={changed}
              />
            ))}
          {repair.billId ? (
            <Card flush>
              <Row
                icon="bill"
                title={words.billed}
                onTap={() =>
                  void Taro.navigateTo({
                    url: `/billing/bill/index?communityId=${communityId}&roomId=${roomId}&billId=${repair.billId}`,
                  })
                }
              />
            </Card>
          ) : null}
          <Pictures repair={repair} />
          {load.keptAt ? null : <RepairActions of={of} repair={repair} onChanged={changed} />}
          {isNew ? <AskForMessages head={words.grantHead} line={words.grantLine} kinds={['repair_news']} /> : null}
          <Card>
            <View className="ll-stack">
              <View className="ll-title">{words.steps}</View>
              <Steps steps={stepsOf(repair)} />
            </View>
          </Card>
        </>
      ) : null}
    </Page>
  )
}

function Head({ repair, phone }: { repair: MyRepair; phone: string | undefined }) {
  const words = useWords(repairWords)
  const { assignee, assigneePhone = phone } = repair
  return (
    <Card>
      <View className="ll-stack">
        <View className="ll-bar">
          <View className="ll-title">{words.item(repair.kind, repair.place)}</View>
          <Tag tone={repairTones[repair.state]}>{repairStateWords(repair)}</Tag>
        </View>
        <View {...role('status')} ariaLive="polite">
          {words.sentence(repair)}
        </View>
        {repair.reason && (repair.state === 'declined' || repair.state === 'returned') ? (
          <View className="ll-sub">{words.why(repair.reason)}</View>
        ) : null}
        {repair.wish ? <View className="ll-sub">{words.wish(repair.wish)}</View> : null}
        <View className="own-words">{repair.text}</View>
        {assignee && assigneePhone ? (
          <Row
            icon="phone"
            title={words.comes(assignee.name)}
            note={assigneePhone}
            label={`${words.call}，${words.comes(assignee.name)}`}
            onTap={() => platform.callPhone(assigneePhone)}
          />
        ) : null}
        {!assignee && (repair.emergency || repair.state === 'declined') && phone ? (
          <Button kind={repair.emergency ? 'main' : 'plain'} wide onTap={() => platform.callPhone(phone)}>
            {words.callOffice}
          </Button>
        ) : null}
        <View className="ll-cap">{words.number(repair.number)}</View>
      </View>
    </Card>
  )
}

/** What was taken of it, by when. */
function Pictures({ repair }: { repair: MyRepair }) {
  const words = useWords(repairWords)
  const groups = [
    { stage: 'report', name: words.reported },
    { stage: 'before', name: words.before },
    { stage: 'after', name: words.after },
  ].flatMap(({ stage, name }) => {
    const pieces = repair.pictures.filter(picture => picture.stage === stage)
    return pieces.length > 0 ? [{ name, pieces }] : []
  })
  if (groups.length === 0) return null
  return (
    <Card>
      <View className="ll-stack">
        {groups.map(({ name, pieces }) => (
          <View className="ll-stack" key={name}>
            <View className="ll-field__label">{name}</View>
            <ShownPhotos pieces={pieces} of={name} />
          </View>
        ))}
      </View>
    </Card>
  )
}

/** The oldest first; the last is where it stands. */
function stepsOf(repair: MyRepair) {
  const ordered = [...repair.steps].sort((a, b) => (a.at < b.at ? -1 : 1))
  const isOver = ['confirmed', 'closed', 'cancelled', 'declined'].includes(repair.state)
  return ordered.map((step, at) => {
    const name = step.event === 'report' ? repairWords.standard.title : eventNames[step.event]
    const by = step.by.name && step.by.kind === 'staff' ? `（${step.by.name}）` : ''
    const text = step.text?.startsWith(`${name}：`) ? step.text.slice(name.length + 1) : step.text
    return {
      word: `${name}${by}${text ? `：${text}` : ''}`,
      time: momentOf(step.at),
      state: at === ordered.length - 1 && !isOver ? ('now' as const) : ('done' as const),
    }
  })
}
