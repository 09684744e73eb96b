import { myRepairsApi } from '@linli/shared/repairs/my-api'
import type { Repair } from '@linli/shared/repairs/schema'
import { repairStateWords } from '@linli/shared/repairs/words'
import { beijingDate, formatDate } from '@linli/shared/time'
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
import { FollowRow } from '../neighbours-too'
import { repairTones } from '../tones'
import { repairWords } from '../words'

export default function RepairsPage() {
  return <SignedIn>{() => <Repairs />}</SignedIn>
}

/** What this household reported, and what is being repaired in the grounds. */
function Repairs() {
  const words = useWords(repairWords)
  return (
    <TwoLists
      lists={[
        { name: words.mine, show: (home, tabs) => <Mine home={home}>{tabs}</Mine> },
        { name: words.shared, show: (home, tabs) => <Shared home={home}>{tabs}</Shared> },
      ]}
    />
  )
}

function Mine({ home, children }: { home: Home; children: ReactNode }) {
  const words = useWords(repairWords)
  const pages = usePages(
    `repairs.${home.roomId}`,
    cursor => call(myRepairsApi.mine, { ...home, ...(cursor && { cursor }) }),
    myRepairsApi.mine.output,
  )
  const phone = useHomeOf(home.roomId)?.officePhone
  const repairs = pages.data?.items ?? []
  const report = () => void Taro.navigateTo({ url: homePage('repairs/new', home) })
  return (
    <Page
      load={pages}
      refresh
      skeleton={[48, 200]}
      phone={phone}
      title={words.title}
      foot={
        <Button wide onTap={report}>
          {words.toReport}
        </Button>
      }
    >
      {children}
      {repairs.length === 0 ? (
        <State icon="repair" head={words.none} line={words.noneLine} />
      ) : (
        <Card flush>
          {repairs.map(repair => (
            <RepairRow key={repair.repairId} home={home} repair={repair} />
          ))}
        </Card>
      )}
      <Pager next={pages.next} previous={pages.previous} />
    </Page>
  )
}

function RepairRow({ home, repair }: { home: Home; repair: Repair }) {
  const words = useWords(repairWords)
  const title = words.item(repair.kind, repair.place)
  const state = repairStateWords(repair)
  const when = formatDate(beijingDate(repair.reportedAt))
  return (
    <Row
      title={title}
      note={when}
      value={<Tag tone={repairTones[repair.state]}>{state}</Tag>}
      label={[title, state, when].join('，')}
      onTap={() =>
        void Taro.navigateTo({
          url: homePage('repairs/repair', home, { repairId: repair.repairId }),
        })
      }
    />
  )
}

function Shared({ home, children }: { home: Home; children: ReactNode }) {
  const words = useWords(repairWords)
  const pages = usePages(`shared-repairs.${home.roomId}`, cursor =>
    call(myRepairsApi.publicOnes, { ...home, limit: 20, ...(cursor && { cursor }) }),
  )
  const phone = useHomeOf(home.roomId)?.officePhone
  const repairs = pages.data?.items ?? []
  return (
    <Page load={pages} refresh skeleton={[48, 200]} phone={phone} title={words.title}>
      {children}
      {pages.data && repairs.length === 0 ? (
        <State icon="repair" head={words.sharedNone} line={words.sharedNoneLine} />
      ) : null}
      {repairs.map(repair => (
        <Card key={repair.repairId}>
          <FollowRow home={home} repair={repair} onChanged={() => void pages.reload()} />
        </Card>
      ))}
      <Pager next={pages.next} previous={pages.previous} />
    </Page>
  )
}
