import { addMinutes } from '@linli/shared/time'
import { auditItem } from '../audit'
import { communityContext, type Context, type Deps, makeContext, reaching } from '../context'
import { ConditionFailed, Key } from '../db'
import { eachDue } from '../each-due'
import { outboxItem } from '../outbox'
import { queryAll } from '../query-all'
import { loadPrint, printFile, printItem, printsDue, type StoredPrint } from './letter-store'
import { movePrint } from './move-print'
import { printWords } from './print-words'
import { patienceMinutes } from './start-print'

const atOnce = 200
const mostResumes = 3

/** Looks after printings: a work that stands still is begun again, three times; files whose codes have ended go. */
export async function tendPrints(deps: Deps): Promise<void> {
  const { db, now } = makeContext(deps, { kind: 'system' }, ['G#prints#'])
  const due = await queryAll(db, { index: 'gs3', pk: printsDue, between: [' ', now()], schema: Key }, atOnce)
  const prints = due.map(({ pk, sk: printId }) => ({ communityId: pk.split('#')[1] ?? '', printId }))
  await eachDue(deps, 'identity.print_not_tended', prints, async ({ communityId, printId }) => {
    try {
      await tend(deps, await loadPrint(communityContext(deps, communityId), communityId, printId))
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error
    }
  })
}

async function tend(deps: Deps, known: StoredPrint): Promise<void> {
  const ctx = communityContext(deps, known.communityId)
  if (known.state === 'ready') {
    if (known.expiresAt > ctx.now()) return
    await ctx.files.remove(printFile(known))
    await movePrint(ctx, known, { state: 'expired' })
    return
  }
  if (known.state !== 'working' && known.state !== 'waiting') return
  if ((known.dueAt ?? '') > ctx.now()) return
  if (known.resumed >= mostResumes) {
    await movePrint(ctx, known, { state: 'failed', problem: printWords.problems.broken })
    return
  }
  await resume(ctx, known)
}

async function resume(ctx: Context, known: StoredPrint): Promise<void> {
  const { communityId, printId } = known
  const job = outboxItem(ctx, 'jobs', { type: 'identity.print', communityId, printId })
  const next: StoredPrint = {
    ...known,
    resumed: known.resumed + 1,
    dueAt: addMinutes(ctx.now(), patienceMinutes),
    version: known.version + 1,
  }
  const audit = auditItem(ctx, {
    communityId,
    action: 'identity.print_working',
    objectType: 'print',
    objectId: printId,
    summary: `继续做${printWords.title(known)}`,
    technical: true,
  })
  const put = { put: printItem(next), if: { version: known.version } }
  await reaching(ctx, 'G#prints#').db.transact([put, audit, job], audit.put)
}
