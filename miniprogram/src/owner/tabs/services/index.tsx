import Taro from '@tarojs/taro'
import { Card } from '../../../kit/card'
import { Page } from '../../../kit/page'
import { Row } from '../../../kit/row'
import { useWords } from '../../../kit/use-words'
import { platform } from '../../../platform/platform'
import { complaintWords } from '../../complaints/words'
import { useForumOf } from '../../forum/entry'
import { forumWords } from '../../forum/words'
import { homePage } from '../../home-page'
import { noticeWords } from '../../notices/words'
import { OwnerTabs } from '../../owner-tabs'
import { repairWords } from '../../repairs/words'
import { useHome } from '../../session'
import { SignedIn } from '../../signed-in'
import { visitorWords } from '../../visitors/words'
import { ownerWords } from '../../words'

const tabs = <OwnerTabs current="services" />

export default function ServicesPage() {
  return <SignedIn tabs={tabs}>{() => <Services />}</SignedIn>
}

/** 服务 of 长辈版: everything there is, one row each. */
function Services() {
  const words = useWords(ownerWords)
  const repairs = useWords(repairWords)
  const said = useWords(complaintWords)
  const visitors = useWords(visitorWords)
  const notices = useWords(noticeWords)
  const forum = useWords(forumWords)
  const home = useHome()
  const hasForum = useForumOf(home?.communityId)
  const phone = home?.officePhone
  return (
    <Page tabs={tabs}>
      <Card flush>
        {home ? (
          <Row
            icon="repair"
            title={repairs.row}
            onTap={() => void Taro.navigateTo({ url: homePage('repairs/list', home) })}
          />
        ) : null}
        {home ? (
          <Row
            icon="key"
            title={visitors.row}
            onTap={() => void Taro.navigateTo({ url: homePage('visitors/list', home) })}
          />
        ) : null}
        {home ? (
          <Row
            icon="bell"
            title={notices.row}
            onTap={() => void Taro.navigateTo({ url: homePage('notices/list', home) })}
          />
        ) : null}
        {home ? (
          <Row
            icon="services"
            title={said.row}
            onTap={() =>
              void Taro.navigateTo({
                url: homePage('complaints/list', home),
              })
            }
          />
        ) : null}
        {home && hasForum ? (
          <Row
            icon="talk"
            title={forum.row}
            onTap={() => void Taro.navigateTo({ url: homePage('forum/list', home) })}
          />
        ) : null}
        <Row icon="bill" title={words.bills} onTap={() => void Taro.switchTab({ url: '/tabs/bills/index' })} />
        <Row
          icon="receipt"
          title={words.receipts}
          onTap={() => void Taro.navigateTo({ url: '/payments/receipts/index' })}
        />
        <Row icon="family" title={words.family} onTap={() => void Taro.navigateTo({ url: '/identity/family/index' })} />
        {phone ? <Row icon="phone" title={words.call} note={phone} onTap={() => platform.callPhone(phone)} /> : null}
      </Card>
    </Page>
  )
}
