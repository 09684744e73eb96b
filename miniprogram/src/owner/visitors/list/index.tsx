import { visitorsApi } from '@linli/shared/visitors/api'
import Taro, { useRouter } from '@tarojs/taro'
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
import { passTones } from '../tones'
import { visitorWords } from '../words'

export default function VisitorsPage() {
  return <SignedIn>{() => <Visitors />}</SignedIn>
}

/** The household's passes, the newest first. */
function Visitors() {
  const words = useWords(visitorWords)
  const { communityId = '', roomId = '' } = useRouter().params
  const home = { communityId, roomId }
  const phone = useHomeOf(roomId)?.officePhone
  const pages = usePages(
    `visitors.${roomId}`,
    cursor => call(visitorsApi.mine, { ...home, ...(cursor && { cursor }) }),
    visitorsApi.mine.output,
  )
  const items = pages.data?.items ?? []
  return (
    <Page
      load={pages}
      refresh
      skeleton={[200]}
      phone={phone}
      title={words.row}
      foot={
        <Button wide onTap={() => void Taro.navigateTo({ url: homePage('visitors/new', home) })}>
          {words.invite}
        </Button>
      }
    >
      {items.length === 0 ? <State icon="key" head={words.none} line={words.noneLine} /> : null}
      {items.length > 0 ? (
        <Card flush>
          {items.map(pass => (
            <Row
              key={pass.passId}
              title={`${pass.name} · ${words.kind(pass.kind)}`}
              note={words.window(pass)}
              value={<Tag tone={passTones[pass.state]}>{words.state(pass)}</Tag>}
              label={[pass.name, words.kind(pass.kind), words.window(pass), words.state(pass)].join('，')}
              onTap={() => void Taro.navigateTo({ url: homePage('visitors/one', home, { passId: pass.passId }) })}
            />
          ))}
        </Card>
      ) : null}
      <Pager next={pages.next} previous={pages.previous} />
    </Page>
  )
}
