import { complaintsApi } from '@linli/shared/complaints/api'
import { beijingDate, formatFullDate } from '@linli/shared/time'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { ReactNode } from 'react'
import { call } from '../../../api'
import { Button } from '../../../kit/button'
import { Card } from '../../../kit/card'
import { Page } from '../../../kit/page'
import { Pager } from '../../../kit/pager'
import { Row } from '../../../kit/row'
import { State } from '../../../kit/state'
import { Tag } from '../../../kit/tag'
import { useWords } from '../../../kit/use-words'
import { usePages } from '../../../use-pages'
import { homePage } from '../../home-page'
import { useHomeOf } from '../../session'
import { SignedIn } from '../../signed-in'
import { type Home, TwoLists } from '../../two-lists'
import { complaintTones } from '../tones'
import { complaintWords } from '../words'

export default function ComplaintsPage() {
  return <SignedIn>{() => <Complaints />}</SignedIn>
}

/** What this account wrote to the office, and what the office published of it for all. */
function Complaints() {
  const words = useWords(complaintWords)
  return (
    <TwoLists
      lists={[
        { name: words.mine, show: (home, tabs) => <Mine home={home}>{tabs}</Mine> },
        { name: words.measures, show: (home, tabs) => <Measures home={home}>{tabs}</Measures> },
      ]}
    />
  )
}

function Mine({ home, children }: { home: Home; children: ReactNode }) {
  const words = useWords(complaintWords)
  const pages = usePages(
    `complaints.${home.roomId}`,
    cursor => call(complaintsApi.mine, { ...home, ...(cursor && { cursor }) }),
    complaintsApi.mine.output,
  )
  const phone = useHomeOf(home.roomId)?.officePhone
  const items = pages.data?.items ?? []
  return (
    <Page
      load={pages}
      refresh
      skeleton={[48, 200]}
      phone={phone}
      foot={
        <Button wide onTap={() => void Taro.navigateTo({ url: homePage('complaints/new', home) })}>
          {words.say}
        </Button>
      }
    >
      {children}
      {items.length === 0 ? <State icon="services" head={words.none} line={words.noneLine} /> : null}
      {items.length > 0 ? (
        <Card flush>
          {items.map(({ complaintId, kind, state, text, reportedAt }) => (
            <Row
              key={complaintId}
              title={`${words.kind(kind)} ${formatFullDate(beijingDate(reportedAt))}`}
              note={text.slice(0, 40)}
              value={<Tag tone={complaintTones[state]}>{words.state(state)}</Tag>}
              label={[words.kind(kind), words.state(state), text.slice(0, 40)].join('，')}
              onTap={() => void Taro.navigateTo({ url: homePage('complaints/one', home, { complaintId }) })}
            />
          ))}
        </Card>
      ) : null}
      <Pager next={pages.next} previous={pages.previous} />
    </Page>
  )
}

function Measures({ home, children }: { home: Home; children: ReactNode }) {
  const words = useWords(complaintWords)
  const pages = usePages(`measures.${home.roomId}`, cursor =>
    call(complaintsApi.measures, { ...home, limit: 20, ...(cursor && { cursor }) }),
  )
  const phone = useHomeOf(home.roomId)?.officePhone
  const items = pages.data?.items ?? []
  return (
    <Page load={pages} refresh skeleton={[48, 200]} phone={phone}>
      {children}
      {items.length === 0 ? <State icon="info" head={words.noMeasures} line={words.noMeasuresLine} /> : null}
      {items.map(({ complaintId, title, measure, kind, at }) => (
        <Card key={complaintId}>
          <View className="ll-stack">
            <View className="ll-title">{title}</View>
            <View className="own-words">{measure}</View>
            <View className="ll-sub">{`${words.kind(kind)} ${formatFullDate(beijingDate(at))}`}</View>
          </View>
        </Card>
      ))}
      <Pager next={pages.next} previous={pages.previous} />
    </Page>
  )
}
