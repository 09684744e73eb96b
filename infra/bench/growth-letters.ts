import {
  codeKey,
  joinedShards,
  joinedTotalKey,
  letterKey,
  printItem,
  printProgressKey,
  type StoredLetter,
} from '@linli/functions/identity/letter-store'
import { derivedId, sha256 } from '@linli/functions/secrets'
import type { Place } from '@linli/functions/test/make'
import { roomOf } from './rooms'

const day = 86_400_000
const at = '2026-11-05T02:00:00.000Z'
const printsKept = 20

export const printIdOf = (communityId: string, n: number) => derivedId('print', communityId, n)

/** The letter of the second room, a page of printings, and the sums of the joined homes, as the product keeps them. */
export function letterItems({ deps, communityId }: Place, scene: string): Record<string, unknown>[] {
  const { roomId, building } = roomOf(communityId, 1)
  const expiresAt = new Date(deps.nowMs() + 30 * day).toISOString()
  const codeHash = sha256(scene)
  const printId = printIdOf(communityId, 0)
  const letter: StoredLetter = { communityId, roomId, building, codeHash, printId, expiresAt, bound: [], version: 1 }
  const done = { communityId, kind: 'letters', layout: 'page', who: 'not_joined', state: 'ready' } as const
  const known = { ...done, building, createdAt: at, createdBy: '王经理', expiresAt, issued: 50, resumed: 0, version: 4 }
  return [
    { ...letterKey(communityId, building, roomId), ...letter },
    { ...codeKey(communityId, codeHash), roomId, building },
    ...Array.from({ length: printsKept }, (_, n) =>
      printItem({ ...known, printId: printIdOf(communityId, n), progress: { done: 50, total: 50 } }),
    ),
    { ...printProgressKey(communityId, printId), done: 50 },
    ...Array.from({ length: joinedShards }, (_, shard) => ({
      ...joinedTotalKey(communityId, String(shard)),
      homes: 50,
      joined: 20,
    })),
  ]
}
