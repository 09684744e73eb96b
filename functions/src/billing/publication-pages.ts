import type { Context } from '../context'
import { byRoom } from './by-room'
import { DraftItem, draftBegin, draftsPk, lineOf, type StoredLine } from './draft-store'
import type { StoredRun } from './run-store'

const perPage = 600
/** Behind every code, also a holder's name. */
const afterDrafts = `${draftBegin}\u{10ffff}`
/** With the two postings, the audit record, what it issues and the three messages a transaction holds at most 60 writes. */
const mostWrites = 53

/** The drafts in order, from where an earlier attempt broke off. A page ends with a whole room. */
export async function* publicationPages(ctx: Context, run: StoredRun) {
  let { done } = run.progress
  let waiting: StoredLine[] = []
  const last = run.publishedTo ?? ''
  let cursor: string | undefined
  do {
    const page = await ctx.db.query({
      pk: draftsPk(run),
      between: [last === '' ? draftBegin : `${last}\u0000`, afterDrafts],
      schema: DraftItem,
      limit: perPage,
      cursor,
    })
    cursor = page.cursor
    const drafts = [...waiting, ...page.items.map(lineOf)]
    const whole = cursor === undefined ? drafts.length : startOfLastRoom(drafts)
    waiting = drafts.slice(whole)
    const ready = drafts.slice(0, whole)
    done += ready.length
    const end = page.items.at(-1 - waiting.length)?.sk ?? last
    if (ready.length > 0) yield { chunks: chunksOf(ready), done, last: end }
  } while (cursor !== undefined)
}

function startOfLastRoom(drafts: StoredLine[]): number {
  const last = drafts.at(-1)?.roomId
  return drafts.findLastIndex(line => line.roomId !== last) + 1
}

/**
 * Whole rooms, packed into transactions. A room with more bills than one holds gets several, one after the other:
 * its cover is written by no two at once.
 */
function chunksOf(drafts: StoredLine[]): StoredLine[][][] {
  const all: StoredLine[][][] = []
  let chunk: StoredLine[] = []
  let size = 0
  for (const room of byRoom(drafts, line => line.roomId).values()) {
    // What a bill is of is checked beside it, its days may stand beside it too, and a negative one makes a prepayment.
    const beside = ({ charged, amountFen }: StoredLine) =>
      (charged ? 1 : 0) + (charged?.daysIn ? 1 : 0) + (amountFen < 0 ? 1 : 0)
    const checks = room.reduce((sum, line) => sum + beside(line), 0)
    const writes = room.length + checks + 1
    if (size + writes > mostWrites && chunk.length > 0) {
      all.push([chunk])
      chunk = []
      size = 0
    }
    if (writes > mostWrites) all.push(slices(room, checks > 0 ? Math.floor(mostWrites / 3) - 1 : mostWrites - 1))
    else {
      chunk.push(...room)
      size += writes
    }
  }
  if (chunk.length > 0) all.push([chunk])
  return all
}

const slices = (lines: StoredLine[], size: number): StoredLine[][] =>
  Array.from({ length: Math.ceil(lines.length / size) }, (_, i) => lines.slice(i * size, (i + 1) * size))
