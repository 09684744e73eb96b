import { Link } from 'react-router'
import { kitWords } from '../kit/words'
import { usePlace } from '../session'

/** A room by its code, leading to it. */
export function RoomLink({ roomId, roomCode }: { roomId?: string | undefined; roomCode?: string | undefined }) {
  const { communityId } = usePlace()
  if (!roomCode) return <>{kitWords.none}</>
  if (!roomId) return <span className="figure">{roomCode}</span>
  return (
    <Link className="figure" to={`/c/${communityId}/rooms?show=${roomId}`}>
      {roomCode}
    </Link>
  )
}
