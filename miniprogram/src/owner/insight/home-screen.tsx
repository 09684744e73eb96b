import type { Home } from '@linli/shared/identity/schema'
import { insightApi } from '@linli/shared/insight/api'
import { View } from '@tarojs/components'
import Taro, { useDidShow } from '@tarojs/taro'
import { useEffect } from 'react'
import { call } from '../../api'
import { Banner } from '../../kit/banner'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { Page } from '../../kit/page'
import { Row } from '../../kit/row'
import { chooseTypeSize, isLarger, useTypeSize } from '../../kit/type-size'
import { useWords } from '../../kit/use-words'
import { platform } from '../../platform/platform'
import { useLoad } from '../../use-load'
import { complaintWords } from '../complaints/words'
import { useForumNews } from '../forum/entry'
import { forumWords } from '../forum/words'
import { homePage } from '../home-page'
import { HomeSwitch } from '../home-switch'
import { TodayCard, UrgentBanner, urgentOf } from '../notices/today-card'
import { OwnerTabs } from '../owner-tabs'
import { roomName } from '@linli/shared/communities/room-name'
import { refreshMe, refreshStaleMe, useMe } from '../session'
import { visitorWords } from '../visitors/words'
import { ownerWords } from '../words'
import { DueCard } from './due-card'
import { RepairCard } from './repair-card'
import { homeWords } from './words'

/** 首页 of one home: one request answers what it owes and whether a payment is on its way. */
export function HomeScreen({ home }: { home: Home }) {
  const { communityId, roomId, officePhone } = home
  const words = useWords(ownerWords)
  const said = useWords(complaintWords)
  const visitors = useWords(visitorWords)
  const forum = useWords(forumWords)
  // 长辈版 has the office's button on every page.
  const larger = isLarger(useTypeSize())
  const load = useLoad(`home.${roomId}`, () => call(insightApi.home, { communityId, roomId }), insightApi.home.output)
  useNewsOfHomes(load.problem?.kind === 'forbidden' || load.problem?.code === 'record.not_found', load.loading)
  useForumNews(communityId, load.data?.forum)
  const notices = load.data?.notices ?? []
  return (
    <Page
      load={load}
      refresh
      skeleton={[64, 190, 180]}
      phone={officePhone}
      banner={urgentOf(notices) ? <UrgentBanner home={home} notices={notices} /> : <PendingBanner />}
      tabs={<OwnerTabs current="home" />}
    >
      <Head home={home} />
      {load.data ? <DueCard view={load.data} onChanged={() => void load.reload()} /> : null}
      {load.data ? <RepairCard home={home} repair={load.data.repair} /> : null}
      {load.data ? (
        <TodayCard home={home} notices={notices} guest={load.data.guest} expected={load.data.expected} />
      ) : null}
      <Card flush>
        <BillsRow />
        <Row
          icon="key"
          title={visitors.row}
          note={visitors.rowNote}
          onTap={() => void Taro.navigateTo({ url: homePage('visitors/list', home) })}
        />
        {load.data?.forum ? (
          <Row
            icon="talk"
            title={forum.row}
            note={forum.rowNote}
            onTap={() => void Taro.navigateTo({ url: homePage('forum/list', home) })}
          />
        ) : null}
        <Row
          icon="receipt"
          title={words.receipts}
          note={words.receiptsNote}
          onTap={() => void Taro.navigateTo({ url: '/payments/receipts/index' })}
        />
        <Row
          icon="family"
          title={words.family}
          note={words.familyNote}
          onTap={() => void Taro.navigateTo({ url: '/identity/family/index' })}
        />
        <Row
          icon="services"
          title={said.row}
          note={said.rowNote}
          onTap={() => void Taro.navigateTo({ url: homePage('complaints/list', home) })}
        />
        {larger ? null : (
          <Row icon="phone" title={words.call} note={officePhone} onTap={() => platform.callPhone(officePhone)} />
        )}
      </Card>
    </Page>
  )
}

/** A home that is no longer ours shows at once; otherwise who lives where is asked again when the page comes back. */
function useNewsOfHomes(gone: boolean, loading: boolean): void {
  useEffect(() => {
    if (gone) refreshMe().catch(() => undefined)
  }, [gone])
  useDidShow(() => {
    if (!loading) refreshStaleMe()
  })
}

function Head({ home }: { home: Home }) {
  const words = useWords(homeWords)
  const larger = isLarger(useTypeSize())
  return (
    <View className="own-head">
      <HomeSwitch home={home} />
      <Button kind="text" onTap={() => chooseTypeSize(larger ? 'standard' : 'large')}>
        {larger ? words.standard : words.larger}
      </Button>
    </View>
  )
}

/** 长辈版 has no 缴费 tab: it is a row here. */
function BillsRow() {
  const words = useWords(homeWords)
  if (!isLarger(useTypeSize())) return null
  return (
    <Row
      icon="bill"
      title={words.billsRow}
      note={words.billsRowNote}
      onTap={() => void Taro.switchTab({ url: '/tabs/bills/index' })}
    />
  )
}

function PendingBanner() {
  const words = useWords(homeWords)
  const pending = useMe()?.requests.find(request => request.state === 'pending')
  return pending ? <Banner kind="info" text={words.waiting(roomName(pending.roomCode))} /> : null
}
