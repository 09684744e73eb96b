import { meterApi } from '@linli/shared/billing/meter-api'
import { readingText } from '@linli/shared/billing/meter-words'
import { meterTypeNames } from '@linli/shared/billing/registers'
import { formatScaled } from '@linli/shared/money'
import { Button } from 'antd'
import { OfOneRoom } from '../communities/of-one-room'
import { RoomLink } from '../communities/room-link'
import { Page } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { useUrlState } from '../kit/url-state'
import { kitWords } from '../kit/words'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { MeterCreate } from './meter-form'
import { meterWords as words } from './meter-page-words'
import { MeterShow } from './meter-show'

/** 仪表 by room, with their newest readings; one opens beside the list. */
export function MeterList() {
  const { can } = usePlace()
  const url = useUrlState()
  return (
    <Page
      title={shared.pages.meters}
      line={words.line}
      actions={
        can('billing:run') && (
          <Button type="primary" onClick={() => url.set({ create: '1' })}>
            {words.create}
          </Button>
        )
      }
    >
      <OfOneRoom>{roomId => <Meters roomId={roomId} />}</OfOneRoom>
      <MeterCreate
        open={url.get('create') !== undefined}
        close={() => url.set({ create: undefined }, { replace: true })}
      />
    </Page>
  )
}

function Meters({ roomId }: { roomId: string | undefined }) {
  const { communityId } = usePlace()
  const url = useUrlState()
  const meters = usePages(meterApi.listMeters, { communityId, ...(roomId && { roomId }) })
  const shown = meters.data?.pages.flatMap(page => page.items).find(({ meterId }) => meterId === url.get('show'))
  return (
    <>
      <PagedTable
        caption={words.caption}
        query={meters}
        rowKey={meter => meter.meterId}
        open={meter => url.set({ show: meter.meterId })}
        selected={shown?.meterId}
        empty={<State {...words.empty} />}
        columns={[
          { title: words.columns.number, cell: meter => meter.number || meterTypeNames[meter.type] },
          { title: words.columns.room, cell: meter => (meter.common ? meter.roomCode : <RoomLink {...meter} />) },
          {
            title: words.columns.type,
            cell: meter => [meterTypeNames[meter.type], meter.name].filter(Boolean).join(' '),
          },
          {
            title: words.columns.multiplier,
            cell: meter => formatScaled(meter.multiplier ?? 10_000, 10_000, 0),
            figure: true,
          },
          { title: words.columns.digits, cell: meter => meter.digits ?? kitWords.none, figure: true, wide: true },
          {
            title: words.columns.reading,
            cell: ({ last, reading }) => {
              const value = last?.value ?? reading
              return value === undefined ? kitWords.none : readingText(value)
            },
            figure: true,
          },
          {
            title: words.columns.readOn,
            cell: ({ last, readOn }) => last?.readOn ?? readOn ?? kitWords.none,
            figure: true,
          },
        ]}
      />
      <MeterShow meter={shown} close={() => url.set({ show: undefined }, { replace: true })} />
    </>
  )
}
