import type { MyNoticeRow } from '@linli/shared/notices/schema'
import type { GuestAtGate, GuestExpected } from '@linli/shared/visitors/schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Banner } from '../../kit/banner'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { Row } from '../../kit/row'
import { useWords } from '../../kit/use-words'
import { homePage } from '../home-page'
import { ExpectedRow } from '../visitors/expected-row'
import { GuestRow } from '../visitors/guest-row'
import { NoticeRow, openNotice } from './notice-row'
import { noticeWords } from './words'

type Home = { communityId: string; roomId: string }
type Props = { home: Home; notices: readonly MyNoticeRow[] }
type TodayProps = Props & { guest: GuestAtGate | undefined; expected: readonly GuestExpected[] }

const most = 3

/** 今天 on the first screen: at most three, whoever waits at a gate first, then who is expected; and the way to all notices. */
export function TodayCard({ home, notices, guest, expected: [coming, ...others] }: TodayProps) {
  const words = useWords(noticeWords)
  const seeAll = () => void Taro.navigateTo({ url: homePage('notices/list', home) })
  if (notices.length === 0 && !guest && !coming)
    return (
      <Card flush>
        <Row icon="bell" title={words.row} note={words.rowNote} onTap={seeAll} />
      </Card>
    )
  return (
    <Card>
      <View className="ll-title">{words.today}</View>
      {guest ? <GuestRow home={home} guest={guest} /> : null}
      {coming ? <ExpectedRow home={home} guests={[coming, ...others]} /> : null}
      {notices.slice(0, most - (guest ? 1 : 0) - (coming ? 1 : 0)).map(notice => (
        <NoticeRow key={notice.noticeId} home={home} notice={notice} />
      ))}
      <Button kind="text" onTap={seeAll}>
        {words.seeAll}
      </Button>
    </Card>
  )
}

/** The emergency that the household has not confirmed, on top of the first screen. */
export function UrgentBanner({ home, notices }: Props) {
  const words = useWords(noticeWords)
  const urgent = urgentOf(notices)
  if (!urgent) return null
  return (
    <Banner kind="danger" text={words.urgent(urgent.title)}>
      <Button
        kind="text"
        label={`${words.urgent(urgent.title)}，${words.look}`}
        onTap={() => openNotice(home, urgent.noticeId)}
      >
        {words.look}
      </Button>
    </Banner>
  )
}

export const urgentOf = (notices: readonly MyNoticeRow[]): MyNoticeRow | undefined =>
  notices.find(({ category, confirmed }) => category === 'emergency' && !confirmed)
