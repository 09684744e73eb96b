import { AppError } from '@linli/shared/errors'
import * as z from 'zod'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { importPk, type ImportPlace, runningKey } from './store'

/** Transactions of an import at once. */
export const lanes = 6

const laneKey = ({ communityId, importId }: ImportPlace, lane: number) => ({
  pk: importPk(communityId, importId),
  sk: `lane#${lane}`,
})
const everyLane = Array.from({ length: lanes }, (_, lane) => lane)

/**
 * Each transaction of an attempt holds a lane that is open to it: a worker that wakes up after the attempt was ended writes
 * nothing any more. Several, so that transactions at once have one each.
 */
export const laneItems = {
  open: (place: ImportPlace, attempt: number): Write[] =>
    everyLane.map(lane => ({ put: { ...laneKey(place, lane), open: attempt, at: 0 } })),
  close: (place: ImportPlace): Write[] => everyLane.map(lane => ({ put: { ...laneKey(place, lane), open: 0, at: 0 } })),
  held: (place: ImportPlace, lane: number, attempt: number): Write => ({
    update: { key: laneKey(place, lane), add: { at: 1 } },
    if: { open: attempt },
  }),
}

/** Whether the attempt may still write. */
export async function isOpen(ctx: Context, place: ImportPlace, attempt: number): Promise<boolean> {
  const lane = await ctx.db.get(laneKey(place, 0), z.object({ open: z.number() }))
  return lane?.open === attempt
}

/** This import becomes the one of its community that writes or is taken back. Throws imports.other_running. */
export async function beginItems(ctx: Context, { communityId, importId }: ImportPlace): Promise<Write[]> {
  const key = runningKey(communityId)
  const running = await ctx.db.get(key, z.object({ importId: z.string().optional() }))
  if (running?.importId !== undefined && running.importId !== importId) throw new AppError('imports.other_running')
  return [{ put: { ...key, importId }, if: { importId: running?.importId } }]
}

/** It is at rest again. */
export const endItems = ({ communityId }: ImportPlace): Write[] => [{ delete: runningKey(communityId) }]
