import { createHmac } from 'node:crypto'
import { CommunityId, toBase32 } from '@linli/shared/ids'

const secretLength = 16
const posterLength = 32

/**
 * The scene of a room's letter: communityId and 80 bits that follow from the printing's secret and the room, so that a
 * job that was broken off and goes on prints the very same codes.
 */
export const letterScene = (secret: string, communityId: string, roomId: string): string =>
  communityId + toBase32(createHmac('sha256', secret).update(roomId).digest(), secretLength)

/** A poster names its printing, openly: it leads to a page, and to nobody's home. */
export const posterScene = (communityId: string, printId: string): string => communityId + printId

/** What a scene says of itself; undefined when it is none of ours. */
export function readScene(scene: string): { communityId: string; posterId?: string } | undefined {
  const communityId = CommunityId.safeParse(scene.slice(0, 6)).data
  if (communityId === undefined) return undefined
  return scene.length === posterLength ? { communityId, posterId: scene.slice(6) } : { communityId }
}
