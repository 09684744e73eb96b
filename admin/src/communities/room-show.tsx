import { communitiesApi } from '@linli/shared/communities/api'
import { type Room, roomStatusNames } from '@linli/shared/communities/schema'
import { roomCodeText } from '@linli/shared/scanned-code'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { DetailDrawer } from '../kit/detail-drawer'
import { Facts } from '../kit/facts'
import { area } from '../kit/format'
import { HungCode } from '../kit/hung-code'
import { Failed, Skeleton } from '../kit/state'
import { joinedWords } from '../identity/joined-words'
import { LetterRevoke } from '../identity/letter-revoke'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { PaidThrough } from '../opening/paid-through'
import { OccupancyTable } from './occupancy-table'
import { RoomEdit } from './room-edit'
import { communityWords as words } from './words'

/** One room beside the list: what it is, who lives there, and the ways on to its bills and its history. */
export function RoomShow({ roomId, close }: { roomId: string | undefined; close: () => void }) {
  const { communityId } = usePlace()
  const room = useRead(communitiesApi.getRoom, { communityId, roomId: roomId ?? '' }, { enabled: roomId !== undefined })
  const title = room.data && roomId ? words.roomTitle(room.data.code) : words.caption
  return (
    <DetailDrawer title={title} open={roomId !== undefined} close={close} width={640}>
      {room.data ? (
        <Details room={room.data} />
      ) : room.error ? (
        <Failed error={room.error} retry={room.refetch} />
      ) : (
        <Skeleton />
      )}
    </DetailDrawer>
  )
}

function Details({ room }: { room: Room }) {
  const { communityId, can } = usePlace()
  const [doing, setDoing] = useState<'edit' | 'letter'>()
  const close = () => setDoing(undefined)
  const { areas } = room
  return (
    <>
      <Facts
        items={[
          [words.columns.status, roomStatusNames[room.status]],
          [words.columns.handover, room.handoverDate],
          [words.areas.built, area(areas.built)],
          [words.areas.billable, area(areas.billable)],
          [words.areas.inner, area(areas.inner)],
          [words.areas.heating, area(areas.heating)],
        ]}
      />
      {can('billing:read') && <PaidThrough roomId={room.roomId} />}
      <div className="bar">
        {can('communities:write') && <Button onClick={() => setDoing('edit')}>{words.edit}</Button>}
        {can('communities:write') && (
          <HungCode text={roomCodeText({ communityId, roomId: room.roomId })} name={words.roomTitle(room.code)} />
        )}
        {can('people:write') && <Button onClick={() => setDoing('letter')}>{joinedWords.revokeOne.button}</Button>}
        {can('billing:read') && <Link to={`/c/${communityId}/bills?room=${room.roomId}`}>{words.bills}</Link>}
        {can('billing:read') && <Link to={`/c/${communityId}/rooms/${room.roomId}/statement`}>{words.statement}</Link>}
        {can('repairs:dispatch') && <Link to={`/c/${communityId}/repairs?enter=${room.code}`}>{words.repair}</Link>}
        {can('repairs:read') && (
          <Link to={`/c/${communityId}/repairs?view=table&room=${room.roomId}`}>{words.repairs}</Link>
        )}
        {can('complaints:read') && (
          <Link to={`/c/${communityId}/complaints?room=${room.roomId}`}>{words.complaints}</Link>
        )}
        {can('audit:read') && <Link to={`/c/${communityId}/audit?object=room/${room.roomId}`}>{words.audit}</Link>}
      </div>
      <OccupancyTable room={room} />
      <RoomEdit room={room} open={doing === 'edit'} close={close} />
      <LetterRevoke room={room} open={doing === 'letter'} close={close} />
    </>
  )
}
