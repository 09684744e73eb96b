import { messageGroups } from '@linli/shared/messages/rules'
import { noticesApi } from '@linli/shared/notices/api'
import { NoticeCategory } from '@linli/shared/notices/schema'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { call } from '../../../api'
import { Button } from '../../../kit/button'
import { Card } from '../../../kit/card'
import { Chips } from '../../../kit/chips'
import { Page } from '../../../kit/page'
import { State } from '../../../kit/state'
import { useWords } from '../../../kit/use-words'
import { useLoad } from '../../../use-load'
import { AskForMessages } from '../../messages/ask-for-messages'
import { useHomeOf } from '../../session'
import { SignedIn } from '../../signed-in'
import { NoticeRow } from '../notice-row'
import { noticeWords } from '../words'

export default function NoticesPage() {
  return <SignedIn>{() => <Notices />}</SignedIn>
}

/** What is published for this home; chips for the kinds that there are. */
function Notices() {
  const words = useWords(noticeWords)
  const { communityId = '', roomId = '' } = useRouter().params
  const home = { communityId, roomId }
  const phone = useHomeOf(roomId)?.officePhone
  const [kind, setKind] = useState<NoticeCategory | 'all'>('all')
  const load = useLoad(`notices.${roomId}`, () => call(noticesApi.mine, home), noticesApi.mine.output)
  const all = load.data?.items ?? []
  const shown = kind === 'all' ? all : all.filter(({ category }) => category === kind)
  const kinds = NoticeCategory.options.filter(each => each === kind || all.some(({ category }) => category === each))
  const chips = [
    { value: 'all' as const, name: words.all },
    ...kinds.map(value => ({ value, name: words.category(value) })),
  ]
  return (
    <Page load={load} refresh skeleton={[48, 72, 72, 72]} phone={phone} title={words.row}>
      {all.length > 0 ? <Chips label={words.kind} options={chips} value={kind} onChange={setKind} /> : null}
      {shown.length > 0 ? (
        <Card flush>
          {shown.map(notice => (
            <NoticeRow key={notice.noticeId} home={home} notice={notice} />
          ))}
        </Card>
      ) : all.length > 0 ? (
        <State icon="bell" head={words.noneOfKind} line={words.noneOfKindLine}>
          <Button onTap={() => setKind('all')}>{words.all}</Button>
        </State>
      ) : (
        <State icon="bell" head={words.none} line={words.noneLine} />
      )}
      <AskForMessages head={words.grantHead} line={words.grantLine} kinds={messageGroups.notices} />
    </Page>
  )
}
