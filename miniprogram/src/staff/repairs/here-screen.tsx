import { workApi } from '@linli/shared/repairs/work-api'
import { View } from '@tarojs/components'
import { call } from '../../api'
import { Card } from '../../kit/card'
import { Page } from '../../kit/page'
import { State } from '../../kit/state'
import { useLoad } from '../../use-load'
import { ScanButton } from '../scan-button'
import { StaffPage } from '../staff-page'
import { staffWords as words } from '../words'
import { OrderRow } from './done-list'

type HereProps = { communityId: string; roomId?: string; placeId?: string; building?: string; spot?: string }

/** What is open where the code hangs that was scanned; a code that is not of here says so. */
export function HereScreen(props: HereProps) {
  const { communityId, roomId, placeId, building, spot } = props
  if (!roomId && !placeId && !building && !spot)
    return (
      <Page foot={<ScanButton communityId={communityId} />}>
        <State icon="alert" head={words.notOurs} line={words.notOursLine} live />
      </Page>
    )
  return <Found {...props} />
}

function Found({ communityId, roomId, placeId, building, spot }: HereProps) {
  const inWords = { ...(building && { building }), ...(spot && { spot }) }
  const asked = { communityId, ...(roomId ? { roomId } : placeId ? { placeId } : inWords) }
  const key = `here.${communityId}.${roomId ?? placeId ?? `${building ?? ''}.${spot ?? ''}`}`
  const load = useLoad(key, () => call(workApi.workAt, asked), workApi.workAt.output)
  const { data } = load
  const place = [building && `${building}栋`, spot].filter(Boolean).join(' ')
  return (
    <StaffPage load={load} foot={<ScanButton communityId={communityId} />}>
      {place ? <View className="ll-head">{place}</View> : null}
      {data && data.items.length === 0 ? <State icon="check" head={words.noneHere} line={words.noneHereLine} /> : null}
      {data && data.items.length > 0 ? (
        <Card flush>
          {data.items.map(order => (
            <OrderRow key={order.repairId} order={order} />
          ))}
        </Card>
      ) : null}
    </StaffPage>
  )
}
