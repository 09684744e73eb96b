import { communitiesApi } from '@linli/shared/communities/api'
import { type Room, type RoomStatus, roomStatusNames } from '@linli/shared/communities/schema'
import { Button } from 'antd'
import { useState } from 'react'
import { area } from '../kit/format'
import { Page } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { Empty } from '../kit/state'
import { Tag, type Tone } from '../kit/tag'
import { useUrlState } from '../kit/url-state'
import { kitWords } from '../kit/words'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { BuildingSelect } from './building-select'
import { FindRoom } from './find-room'
import { currentOf } from './occupancy-dates'
import { RoomCreate } from './room-create'
import { RoomShow } from './room-show'
import { communityWords as words } from './words'

export const roomTones: Record<RoomStatus, Tone> = {
  unsold: 'closed',
  undelivered: 'closed',
  vacant: 'info',
  renovating: 'info',
  occupied: 'ok',
  rented: 'ok',
}

/** Rooms in the order of their codes, by building or by the beginning of the code. */
export function RoomList() {
  const { communityId, can } = usePlace()
  const url = useUrlState()
  const prefix = url.get('prefix')
  const rooms = usePages(communitiesApi.listRooms, { communityId, prefix })
  const [adding, setAdding] = useState(false)
  return (
    <Page
      title={shared.pages.rooms}
      line={words.line}
      actions={
        can('communities:write') && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {words.add}
          </Button>
        )
      }
    >
      <div className="bar">
        <BuildingSelect prefix={prefix} onChange={value => url.set({ prefix: value })} />
        <FindRoom label={words.find} />
      </div>
      <PagedTable
        caption={words.caption}
        query={rooms}
        rowKey={room => room.roomId}
        open={room => url.set({ show: room.roomId })}
        selected={url.get('show')}
        empty={<Empty sought={prefix} otherwise={words.empty} />}
        columns={[
          { title: words.columns.code, cell: room => room.code },
          { title: words.columns.owners, cell: ownersOf },
          {
            title: words.columns.status,
            cell: room => <Tag tone={roomTones[room.status]}>{roomStatusNames[room.status]}</Tag>,
          },
          { title: words.columns.built, cell: room => area(room.areas.built), figure: true },
          {
            title: words.columns.billable,
            cell: room => area(room.areas.billable) ?? kitWords.none,
            figure: true,
            wide: true,
          },
          { title: words.columns.handover, cell: room => room.handoverDate ?? kitWords.none, figure: true },
        ]}
      />
      <RoomShow roomId={url.get('show')} close={() => url.set({ show: undefined })} />
      <RoomCreate open={adding} close={() => setAdding(false)} done={room => url.set({ show: room.roomId })} />
    </Page>
  )
}

const ownersOf = (room: Room) =>
  currentOf(room.occupancies)
    .filter(occupancy => occupancy.role === 'owner')
    .map(occupancy => occupancy.personName)
    .join('、') || kitWords.none
