import { roomName } from '@linli/shared/communities/room-name'
import type { AuditAction } from '@linli/shared/audit/actions'
import { auditItem } from '../audit'
import { loadRoom } from '../communities/rooms'
import { type Context } from '../context'
import { ConditionFailed } from '../db'
import { deciding } from '../db-retry'
import { queryAll } from '../query-all'
import {
  codeKey,
  joinedKey,
  letterKey,
  lettersPk,
  loadPrint,
  printFile,
  printsPk,
  StoredLetter,
  StoredPrint,
} from './letter-store'
import { movePrint } from './move-print'

type Input = { communityId: string; reason: string }

/** Two deletions a room, and the record. */
const atOnce = 25
const mostPrints = 1000
const mostLetters = 10_000

/**
 * Ends every code of a building: what is being printed first, then the letters, some at a time. Broken off, it is done
 * again from the beginning. Answers how many live letters ended.
 */
export async function revokeLetters(ctx: Context, input: Input & { building: string }): Promise<{ letters: number }> {
  const { communityId, building, reason } = input
  const schema = StoredPrint
  const prints = await queryAll(ctx.db, { pk: printsPk(communityId), schema, newestFirst: true }, mostPrints)
  for (const print of prints.filter(each => each.building === building)) await revokePrint(ctx, print)
  const letters = await queryAll(ctx.db, { pk: lettersPk(communityId, building), schema: StoredLetter }, mostLetters)
  const live = letters.filter(({ expiresAt }) => expiresAt > ctx.now())
  const object = { action: 'identity.revoke_letters', objectType: 'building', objectId: building } as const
  const forget = { update: { key: joinedKey(communityId, building), set: { building }, remove: ['letters'] } }
  const audit = auditItem(ctx, { communityId, ...object, summary: `${live.length} 封信，原因：${reason}` })
  await ctx.db.transact([forget, audit], audit.put)
  for (let at = 0; at < letters.length; at += atOnce)
    await forgetLetters(ctx, communityId, letters.slice(at, at + atOnce), { ...object, technical: true })
  return { letters: live.length }
}

/** Ends the code of one room. Throws record.not_found when there is no such room. */
export async function revokeLetter(ctx: Context, input: Input & { roomId: string }): Promise<{ letters: number }> {
  const { communityId, roomId, reason } = input
  const room = await loadRoom(ctx, communityId, roomId)
  return deciding(async () => {
    const letter = await ctx.db.get(letterKey(communityId, room.building, roomId), StoredLetter)
    const summary = `${roomName(room.code)} 的信，原因：${reason}`
    const object = { action: 'identity.revoke_letter', objectType: 'room', objectId: roomId } as const
    await forgetLetters(ctx, communityId, letter ? [letter] : [], { ...object, summary })
    return { letters: letter && letter.expiresAt > ctx.now() ? 1 : 0 }
  })
}

type Record = {
  action: AuditAction
  objectType: 'building' | 'room'
  objectId: string
  summary?: string
  technical?: boolean
}

async function forgetLetters(
  ctx: Context,
  communityId: string,
  letters: StoredLetter[],
  record: Record,
): Promise<void> {
  const audit = auditItem(ctx, { communityId, summary: `作废 ${letters.length} 封信`, ...record })
  const gone = letters.flatMap(({ building, roomId, codeHash }) => [
    { delete: letterKey(communityId, building, roomId) },
    { delete: codeKey(communityId, codeHash) },
  ])
  await ctx.db.transact([...gone, audit], audit.put)
}

async function revokePrint(ctx: Context, seen: StoredPrint): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    const print = await loadPrint(ctx, seen.communityId, seen.printId)
    if (print.state !== 'waiting' && print.state !== 'working' && print.state !== 'ready') return
    try {
      await movePrint(ctx, print, { state: 'revoked' })
      await ctx.files.remove(printFile(print))
      return
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error
    }
  }
}
