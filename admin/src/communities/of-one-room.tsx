import { communitiesApi } from '@linli/shared/communities/api'
import type { ReactNode } from 'react'
import { FindField } from '../kit/find-field'
import { Card } from '../kit/page'
import { Failed, Skeleton, State } from '../kit/state'
import { useUrlState } from '../kit/url-state'
import { kitWords } from '../kit/words'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { codeBeginning } from './code-beginning'
import { communityWords as words } from './words'

const most = 20

/** A list of every room, or of one by its number in any spelling; the number stands in the page's address. */
export function OfOneRoom({ children }: { children: (roomId: string | undefined) => ReactNode }) {
  const url = useUrlState()
  const code = url.get('room')
  return (
    <>
      <div className="bar">
        <FindField
          label={words.oneRoom}
          hint={words.oneRoomHint}
          value={code}
          maxLength={30}
          find={text => url.set({ room: codeBeginning(text) })}
        />
      </div>
      {code === undefined ? children(undefined) : <Found code={code}>{children}</Found>}
    </>
  )
}

function Found({ code, children }: { code: string; children: (roomId: string) => ReactNode }) {
  const { communityId } = usePlace()
  const found = useRead(communitiesApi.listRooms, { communityId, prefix: code, limit: most })
  const roomId = found.data?.items.find(room => room.code === code)?.roomId
  if (roomId) return <>{children(roomId)}</>
  if (found.isPending) return <Card children={<Skeleton />} />
  if (found.error) return <Card children={<Failed error={found.error} retry={found.refetch} />} />
  return <Card children={<State head={kitWords.noMatch(code)} line={kitWords.noMatchLine} />} />
}
