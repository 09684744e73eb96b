import { BillLine, Period } from '@linli/shared/billing/fee-schema'
import { Flag } from '@linli/shared/billing/run-schema'
import { ChargedThing, Payer } from '@linli/shared/billing/schema'
import { sortCode } from '@linli/shared/imports/room-code'
import { Id } from '@linli/shared/ids'
import { Fen } from '@linli/shared/money'
import * as z from 'zod'
import type { Item } from '../db'
import type { RunLine } from './charge-room'
import type { StoredRun } from './run-store'

/** A run's line as kept: what its fee item says of every bill stands once, in the run. */
export const StoredLine = z.object({
  roomId: Id,
  code: z.string(),
  feeItemId: Id,
  period: Period,
  rev: z.number().int(),
  amountFen: Fen,
  payer: Payer.optional(),
  lines: z.array(BillLine),
  previousFen: Fen.optional(),
  flag: Flag.optional(),
  problem: z.string().optional(),
  charged: ChargedThing.optional(),
  /** Kept under a holder and no room. */
  held: z.literal(true).optional(),
  /** What its room was like: `roomBasis`. */
  basis: z.string().optional(),
})
export type StoredLine = z.infer<typeof StoredLine>

/** Kept for 400 days: longer than a run may be published. */
export const keptS = 400 * 86_400

/**
 * The line of a draft item. It is one text, because nobody looks for anything inside it, and a text is a fraction of
 * the work of a map to write, and a third of its size.
 */
export const DraftItem = z.object({ sk: z.string(), line: z.string() })
export const lineOf = (item: z.infer<typeof DraftItem>): StoredLine => StoredLine.parse(JSON.parse(item.line))

export type RunPlace = Pick<StoredRun, 'communityId' | 'runId' | 'generation'>
export const draftsPk = ({ communityId, runId, generation }: RunPlace) => `C#${communityId}#run#${runId}#${generation}`
export const flaggedPk = ({ communityId, runId, generation }: RunPlace, flag: Flag) =>
  `C#${communityId}#run-flag#${runId}#${generation}#${flag}`
export const draftBegin = 'draft#'

/** What the drafts of one room share. */
export type RoomDrafts = {
  run: RunPlace
  pk: string
  begin: string
  roomId: string
  code: string
  basis: string
  held?: true
  ttl: number
}

/** `nowMs` is when they are computed. */
export const roomDrafts = (
  run: RunPlace,
  { roomId, code, basis, held }: { roomId: string; code: string; basis: string; held?: true },
  nowMs: number,
): RoomDrafts => ({
  run,
  pk: draftsPk(run),
  begin: `${draftBegin}${sortCode(code)}#`,
  roomId,
  code,
  basis,
  ...(held && { held }),
  ttl: Math.floor(nowMs / 1000) + keptS,
})

/** The draft items of one room and fee item. */
export const draftItems = (
  { run, pk, begin, roomId, code, basis, held, ttl }: RoomDrafts,
  feeItemId: string,
  lines: RunLine[],
): Item[] =>
  lines.map(line => {
    const stored: StoredLine = { roomId, code, feeItemId, ...line, ...(held ? { held } : { basis }) }
    const sk = `${begin}${feeItemId}#${line.charged ? `${line.charged.id}#` : ''}${line.period.from}`
    return {
      pk,
      sk,
      line: JSON.stringify(stored),
      ttl,
      ...(line.flag && { gs1pk: flaggedPk(run, line.flag), gs1sk: sk }),
    }
  })
