import { auditItem } from '../audit'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { sha256 } from '../secrets'
import {
  codeKey,
  letterKey,
  loadPrint,
  printItem,
  type PrintRoom,
  StoredLetter,
  type StoredPrint,
} from './letter-store'
import { printWords } from './print-words'

/** Three writes a room, the printing and its record: one transaction. */
const atOnce = 18

/**
 * Issues the codes of a printing, some rooms at a time: with each room's new code its earlier one ends, in the same
 * transaction, which also counts how far it is. Answers the printing as it then is; nothing when it was revoked, or is
 * another worker's.
 */
export async function issueCodes(
  ctx: Context,
  print: StoredPrint,
  rooms: PrintRoom[],
  sceneOf: (roomId: string) => string,
): Promise<StoredPrint | undefined> {
  let current: StoredPrint | undefined = print
  while (current && current.issued < rooms.length) {
    const some = rooms.slice(current.issued, current.issued + atOnce)
    current = await issueSome(ctx, current, some, sceneOf)
  }
  return current
}

function issueSome(
  ctx: Context,
  print: StoredPrint,
  rooms: PrintRoom[],
  sceneOf: (roomId: string) => string,
): Promise<StoredPrint | undefined> {
  const { communityId, printId, building, expiresAt } = print
  return deciding(async () => {
    const keys = rooms.map(({ roomId }) => letterKey(communityId, building, roomId))
    const [now, letters] = await Promise.all([loadPrint(ctx, communityId, printId), ctx.db.getMany(keys, StoredLetter)])
    if (now.state !== 'working' || now.issued !== print.issued) return undefined
    const ttl = Math.floor(Date.parse(expiresAt) / 1000) + 86_400
    const writes = rooms.flatMap(({ roomId }, i): Write[] => {
      const earlier = letters[i]
      const codeHash = sha256(sceneOf(roomId))
      const version = (earlier?.version ?? 0) + 1
      const letter: StoredLetter = { communityId, roomId, building, codeHash, printId, expiresAt, bound: [], version }
      return [
        { put: { ...letterKey(communityId, building, roomId), ...letter, ttl }, if: { version: earlier?.version } },
        { put: { ...codeKey(communityId, codeHash), roomId, building, ttl }, ifAbsent: true },
        ...(earlier ? [{ delete: codeKey(communityId, earlier.codeHash) }] : []),
      ]
    })
    const next: StoredPrint = { ...now, issued: now.issued + rooms.length, version: now.version + 1 }
    const audit = auditItem(ctx, {
      communityId,
      action: 'identity.issue_letters',
      objectType: 'print',
      objectId: printId,
      summary: `${printWords.title(print)}：第 ${now.issued + 1} 到 ${next.issued} 户`,
      technical: true,
    })
    const moved = { put: printItem(next), if: { version: now.version } }
    await reaching(ctx, 'G#prints#').db.transact([moved, ...writes, audit], audit.put)
    return next
  })
}
