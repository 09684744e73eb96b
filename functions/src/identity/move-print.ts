import type { PrintState } from '@linli/shared/identity/letter-schema'
import { auditItem } from '../audit'
import { type Context, reaching } from '../context'
import type { Write } from '../db-write'
import { printItem, type StoredPrint } from './letter-store'
import { printWords } from './print-words'

export type PrintChange = Partial<StoredPrint> & { state: Exclude<PrintState, 'waiting'> }

/**
 * Moves a printing to its next state, conditioned on the one that was read, together with `more`. What it no longer
 * needs goes: the secret when no code is left to issue. Throws ConditionFailed when somebody else moved it first.
 */
export async function movePrint(
  ctx: Context,
  known: StoredPrint,
  change: PrintChange,
  more: Write[] = [],
): Promise<StoredPrint> {
  const { dueAt: _due, secretSealed, ...rest } = { ...known, ...change, version: known.version + 1 }
  const isAtWork = rest.state === 'working'
  const next: StoredPrint = {
    ...rest,
    ...(isAtWork && change.dueAt && { dueAt: change.dueAt }),
    ...(isAtWork && secretSealed && { secretSealed }),
  }
  const audit = auditItem(ctx, {
    communityId: known.communityId,
    action: `identity.print_${change.state}`,
    objectType: 'print',
    objectId: known.printId,
    summary: printWords.title(known),
    ...(isAtWork && { technical: true }),
  })
  const put = { put: printItem(next), if: { version: known.version } }
  await reaching(ctx, 'G#prints#').db.transact([put, audit, ...more], audit.put)
  return next
}
