import { meterApi } from '@linli/shared/billing/meter-api'
import { meterTypeNames } from '@linli/shared/billing/registers'
import { OfOneRoom } from '../communities/of-one-room'
import { RoomLink } from '../communities/room-link'
import { Page } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { kitWords } from '../kit/words'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { exactText } from './exact-text'
import { meterWords as words } from './register-words'

/** 仪表 by room, with the last readings that were brought along. */
export function MeterList() {
  return (
    <Page title={shared.pages.meters} line={words.line}>
      <OfOneRoom>{roomId => <Meters roomId={roomId} />}</OfOneRoom>
    </Page>
  )
}

function Meters({ roomId }: { roomId: string | undefined }) {
  const { communityId } = usePlace()
  const meters = usePages(meterApi.listMeters, { communityId, ...(roomId && { roomId }) })
  return (
    <PagedTable
      caption={words.caption}
      query={meters}
      rowKey={meter => meter.meterId}
      empty={<State {...words.empty} />}
      columns={[
        { title: words.columns.room, cell: meter => <RoomLink {...meter} /> },
        { title: words.columns.type, cell: meter => meterTypeNames[meter.type] },
        { title: words.columns.number, cell: meter => meter.number || kitWords.none },
        {
          title: words.columns.multiplier,
          cell: meter => exactText(`${meter.multiplier ?? 10_000}/10000`),
          figure: true,
        },
        { title: words.columns.digits, cell: meter => meter.digits ?? kitWords.none, figure: true, wide: true },
        {
          title: words.columns.reading,
          cell: ({ reading }) => (reading === undefined ? kitWords.none : exactText(`${reading}/1000`)),
          figure: true,
        },
        { title: words.columns.readOn, cell: meter => meter.readOn ?? kitWords.none, figure: true },
      ]}
    />
  )
}
