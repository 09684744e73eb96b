import { messageGroups } from '@linli/shared/messages/rules'
import { occupancyRoleNames } from '@linli/shared/communities/schema'
import type { Me } from '@linli/shared/identity/schema'
import { View } from '@tarojs/components'
import Taro, { useDidShow } from '@tarojs/taro'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import type { IconName } from '../../kit/icon'
import { Page } from '../../kit/page'
import { Row } from '../../kit/row'
import { useTypeSize } from '../../kit/type-size'
import { useWords } from '../../kit/use-words'
import { payChannel } from '../../platform/host'
import { platform } from '../../platform/platform'
import { useForumOf } from '../forum/entry'
import { forumWords } from '../forum/words'
import { homePage } from '../home-page'
import { OwnerTabs } from '../owner-tabs'
import { roomName } from '@linli/shared/communities/room-name'
import { chooseHome, refreshStaleMe, useHome } from '../session'
import { AskForMessages } from '../messages/ask-for-messages'
import { messageWords } from '../messages/words'
import { ownerWords } from '../words'
import { RequestCards } from './request-card'
import { SignOut } from './sign-out'
import { identityWords } from './words'

/** 我的: homes and family first, leaving last. */
export function MeScreen({ me }: { me: Me }) {
  const words = useWords(ownerWords)
  const own = useWords(identityWords)
  const forum = useWords(forumWords)
  const told = useWords(messageWords)
  const home = useHome()
  const phone = home?.officePhone
  const hasForum = useForumOf(home?.communityId)
  useDidShow(refreshStaleMe)
  const size = { standard: own.standard, large: own.large, xlarge: own.xlarge }[useTypeSize()]
  return (
    <Page tabs={<OwnerTabs current="me" />}>
      <Homes me={me} />
      <RequestCards requests={me.requests} />
      {me.requests.some(({ state }) => state === 'pending') ? (
        <AskForMessages head={own.grantHead} line={own.grantLine} kinds={messageGroups.binding} />
      ) : null}
      <Card flush>
        <LinkRow icon="receipt" title={words.receipts} note={words.receiptsNote} url="/payments/receipts/index" />
        <LinkRow icon="receipt" title={words.invoices} note={words.invoicesNote} url="/invoices/list/index" />
        <LinkRow icon="bill" title={own.statement} note={own.statementNote} url="/billing/statement/index" />
        <LinkRow icon="wallet" title={own.prepayments} note={own.prepaymentsNote} url="/payments/prepayments/index" />
        <LinkRow icon="bell" title={own.messages} note={own.messagesNote} url="/messages/list/index" />
        {home && hasForum ? (
          <LinkRow icon="talk" title={forum.meRow} note={forum.meRowNote} url={homePage('forum/mine', home)} />
        ) : null}
      </Card>
      <Card flush>
        {payChannel === 'wechat' ? (
          <LinkRow icon="bell" title={told.settings} note={told.settingsNote} url="/messages/settings/index" />
        ) : null}
        <LinkRow icon="type" title={own.typeSize} value={size} url="/identity/type-size/index" />
        <LinkRow icon="shield" title={own.privacy} note={own.privacyNote} url="/identity/privacy/index" />
        {phone ? <Row icon="phone" title={words.call} note={phone} onTap={() => platform.callPhone(phone)} /> : null}
      </Card>
      <SignOut />
    </Page>
  )
}

/** Each home leads to its people. */
function Homes({ me }: { me: Me }) {
  const words = useWords(ownerWords)
  const own = useWords(identityWords)
  const open = (occupancyId: string) => {
    chooseHome(occupancyId)
    void Taro.navigateTo({ url: '/identity/family/index' })
  }
  return (
    <Card>
      <View className="ll-title">{own.homes}</View>
      {me.phoneMasked ? <View className="ll-sub">{own.phone(me.phoneMasked)}</View> : null}
      {me.homes.length === 0 ? <View className="ll-sub">{own.noHomes}</View> : null}
      {me.homes.map(home => (
        <Row
          key={home.occupancyId}
          icon="home"
          title={roomName(home.roomCode)}
          note={`${home.communityName} · ${occupancyRoleNames[home.role]} ${home.personName}`}
          label={`${home.communityName} ${roomName(home.roomCode)}，${words.family}`}
          onTap={() => open(home.occupancyId)}
        />
      ))}
      <Button kind="plain" wide onTap={() => void Taro.navigateTo({ url: '/identity/bind/index' })}>
        {me.homes.length === 0 ? words.bind : words.addHome}
      </Button>
    </Card>
  )
}

const LinkRow = ({ url, ...row }: { icon: IconName; title: string; note?: string; value?: string; url: string }) => (
  <Row {...row} onTap={() => void Taro.navigateTo({ url })} />
)
