import { openingApi } from '@linli/shared/opening/api'
import { Facts } from '../kit/facts'
import { Failed } from '../kit/state'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { openingWords as words } from './words'

/** 已缴至 of a room, item by item; nothing where the old system brought none. */
export function PaidThrough({ roomId }: { roomId: string }) {
  const { communityId } = usePlace()
  const read = useRead(openingApi.roomPaidThrough, { communityId, roomId })
  if (read.error) return <Failed error={read.error} retry={read.refetch} />
  const items = read.data?.items ?? []
  if (items.length === 0) return null
  return <Facts items={items.map(({ itemName, paidThrough }) => [words.paidThrough(itemName), paidThrough])} />
}
