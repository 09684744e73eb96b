import { AppError } from '@linli/shared/errors'
import { addMinutes } from '@linli/shared/time'
import { loadCommunity } from '../communities/community'
import { communityContext, type Context, type Deps } from '../context'
import { ConditionFailed } from '../db'
import { countBuilding } from './count-joined'
import { issueCodes } from './issue-codes'
import { letterScene, posterScene } from './letter-code'
import {
  joinedKey,
  loadPrint,
  PrintRooms,
  printFile,
  printProgressKey,
  printRoomsKey,
  type StoredPrint,
} from './letter-store'
import { roomsToPrint } from './letter-rooms'
import { movePrint } from './move-print'
import { printWords } from './print-words'
import { patienceMinutes, printField } from './start-print'

export type PrintBody = { communityId: string; printId: string }

/**
 * The job behind letters and posters: choose the rooms once, draw the file, put it away, and only then issue the codes,
 * which end the earlier ones. Broken off anywhere and run again it prints the same codes; of two at once one finishes.
 */
export async function runPrint(deps: Deps, { communityId, printId }: PrintBody): Promise<void> {
  const ctx = communityContext(deps, communityId)
  const known = await loadPrint(ctx, communityId, printId)
  if (known.state !== 'waiting' && known.state !== 'working') return
  try {
    if (known.kind === 'poster') await makePoster(ctx, known)
    else await makeLetters(ctx, known)
  } catch (error) {
    // Somebody else is at it, or the office has revoked it: theirs stands.
    if (error instanceof ConditionFailed) return
    if (!(error instanceof AppError) || error.code === 'request.busy') throw error
    const now = await loadPrint(ctx, communityId, printId)
    if (now.state === 'waiting' || now.state === 'working')
      await movePrint(ctx, now, { state: 'failed', problem: error.message })
  }
}

const posterPage = 'identity/poster/index'
const posterPixels = 1280

async function makePoster(ctx: Context, known: StoredPrint): Promise<void> {
  const { posterPdf } = await import('./poster-pdf')
  const community = await loadCommunity(ctx, known.communityId)
  const scene = posterScene(known.communityId, known.printId)
  const picture = await ctx.deps.wechat.codePicture({ scene, page: posterPage, width: posterPixels })
  await ctx.files.put(printFile(known), await posterPdf(community, known, picture), pdfType)
  await movePrint(ctx, known, { state: 'ready', progress: { done: 1, total: 1 } })
}

const pdfType = 'application/pdf'

async function makeLetters(ctx: Context, known: StoredPrint): Promise<void> {
  const working = known.state === 'waiting' ? await chooseRooms(ctx, known) : known
  const key = printRoomsKey(working.communityId, working.printId)
  const { rooms } = (await ctx.db.get(key, PrintRooms)) ?? { rooms: [] }
  const secret = secretOf(ctx, working)
  const sceneOf = (roomId: string) => letterScene(secret, working.communityId, roomId)
  const { drawLetters } = await import('./draw-letters')
  await ctx.files.put(
    printFile(working),
    await drawLetters(ctx, working, rooms, sceneOf, reporter(ctx, working)),
    pdfType,
  )
  const issued = await issueCodes(ctx, working, rooms, sceneOf)
  if (!issued) return
  const letters = { count: rooms.length, printedAt: ctx.now(), expiresAt: issued.expiresAt }
  const { building, communityId } = issued
  const told = { update: { key: joinedKey(communityId, building), set: { building, letters } } }
  await movePrint(ctx, issued, { state: 'ready', progress: { done: rooms.length, total: rooms.length } }, [told])
  await countBuilding(ctx, communityId, building)
}

async function chooseRooms(ctx: Context, known: StoredPrint): Promise<StoredPrint> {
  const rooms = await roomsToPrint(ctx, known)
  const { communityId, printId } = known
  const dueAt = addMinutes(ctx.now(), patienceMinutes)
  const change = { state: 'working' as const, progress: { done: 0, total: rooms.length }, dueAt }
  return movePrint(ctx, known, change, [{ put: { ...printRoomsKey(communityId, printId), rooms } }])
}

function secretOf(ctx: Context, { printId, secretSealed }: StoredPrint): string {
  if (secretSealed === undefined) throw new AppError('record.changed', { message: printWords.problems.broken })
  return ctx.deps.secrets.open(secretSealed, printField(printId))
}

/** Tells how many letters are drawn, at most twice a second. */
function reporter(ctx: Context, { communityId, printId }: StoredPrint): (done: number) => Promise<void> {
  let last = performance.now()
  return async done => {
    if (performance.now() - last < 500) return
    last = performance.now()
    await ctx.db.writeMany([{ put: { ...printProgressKey(communityId, printId), done } }])
  }
}
