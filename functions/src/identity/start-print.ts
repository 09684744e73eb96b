import { AppError } from '@linli/shared/errors'
import { Print, type PrintLayout } from '@linli/shared/identity/letter-schema'
import { addMinutes } from '@linli/shared/time'
import type { AuditAction } from '@linli/shared/audit/actions'
import { auditItem } from '../audit'
import { loadBuilding } from '../communities/buildings'
import { type Context, reaching } from '../context'
import { idempotencyItems } from '../idempotency'
import { outboxItem } from '../outbox'
import { randomToken } from '../secrets'
import { printItem, type StoredPrint } from './letter-store'
import { printWords } from './print-words'
import { staffActor } from './staff'

type Wish = { communityId: string; building: string; days: number }
export type PrintLettersInput = Wish & {
  unit?: string | undefined
  who: 'not_joined' | 'anyone_left'
  layout: 'page' | 'labels'
}
export type PrintPosterInput = Wish & { layout: 'A4' | 'A3' }

const dayMinutes = 24 * 60
/** A work that nobody has finished after so long is begun again. */
export const patienceMinutes = 10

/** Asks for the letters of a building or unit; a job draws them. Throws record.not_found when there is no such building. */
export const printLetters = (ctx: Context, input: PrintLettersInput): Promise<Print> =>
  startPrint(ctx, input, { kind: 'letters', layout: input.layout, unit: input.unit, who: input.who })

/** Asks for a building's poster. Throws record.not_found when there is no such building. */
export const printPoster = (ctx: Context, input: PrintPosterInput): Promise<Print> =>
  startPrint(ctx, input, { kind: 'poster', layout: input.layout })

type What = Pick<Print, 'kind' | 'unit' | 'who'> & { layout: PrintLayout }

async function startPrint(ctx: Context, { communityId, building, days }: Wish, what: What): Promise<Print> {
  const { name } = staffActor(ctx)
  const known = await loadBuilding(ctx, communityId, building)
  if (!known || (what.unit !== undefined && !known.units.includes(what.unit))) throw new AppError('record.not_found')
  const printId = ctx.newId()
  const print: StoredPrint = {
    ...what,
    printId,
    communityId,
    building,
    state: 'waiting',
    progress: { done: 0, total: 0 },
    createdAt: ctx.now(),
    createdBy: name,
    expiresAt: addMinutes(ctx.now(), days * dayMinutes),
    secretSealed: ctx.deps.secrets.seal(randomToken(), printField(printId)),
    issued: 0,
    dueAt: addMinutes(ctx.now(), patienceMinutes),
    resumed: 0,
    version: 1,
  }
  const action: AuditAction = what.kind === 'letters' ? 'identity.print_letters' : 'identity.print_poster'
  const audit = auditItem(ctx, {
    communityId,
    action,
    objectType: 'print',
    objectId: printId,
    summary: `${printWords.title(print)}，${days} 天内有效`,
  })
  const job = outboxItem(ctx, 'jobs', { type: 'identity.print', communityId, printId })
  const writes = [{ put: printItem(print), ifAbsent: true }, audit, job, ...idempotencyItems(ctx, Print.parse(print))]
  await reaching(ctx, 'G#prints#').db.transact(writes, audit.put)
  return print
}

/** The field that a printing's secret is bound to. */
export const printField = (printId: string): string => `print:${printId}`
