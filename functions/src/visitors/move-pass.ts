import { AppError } from '@linli/shared/errors'
import { decidePass } from '@linli/shared/visitors/rules'
import type { PassEvent } from '@linli/shared/visitors/schema'
import { passKindNames, passStateNames } from '@linli/shared/visitors/words'
import { auditItem } from '../audit'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { passActors } from './actors'
import { goneFromGate } from './at-gate'
import { refusedEntry } from './entry'
import { expectedWrites } from './expected'
import { clockOwner, loadPass, type OfPass, passWrite, type StoredPass } from './store'

type More = { called?: boolean; set?: Partial<StoredPass>; further?: (pass: StoredPass) => Write[] }

export const refused = (message: string) => new AppError('visitors.refused', { message })

/** Every transition but an entry: the rules decide it from the pass as it is now. Throws record.not_found, visitors.refused. */
export async function movePass(
  ctx: Context,
  of: OfPass,
  event: Exclude<PassEvent, 'enter'>,
  { called = false, set = {}, further = () => [] }: More = {},
): Promise<StoredPass> {
  return deciding(async () => {
    const before = await loadPass(ctx, of)
    const decision = decidePass(event, passActors(ctx, before), before, { now: ctx.now(), called })
    if (!decision.ok) throw refused(decision.why)
    const isOver = decision.to !== 'active' && decision.to !== 'pending'
    const pass: StoredPass = {
      ...before,
      ...set,
      state: decision.to,
      ...(isOver && { endedAt: ctx.now() }),
      version: before.version + 1,
    }
    const audit = auditItem(ctx, {
      communityId: of.communityId,
      action: 'visitors.act',
      objectType: 'pass',
      objectId: of.passId,
      summary: `${pass.roomCode} ${passKindNames[pass.kind]}：${passStateNames[pass.state]}`,
    })
    const [gone, expected] = await Promise.all([goneFromGate(ctx, before), expectedWrites(ctx, pass)])
    const away = pass.state === 'refused' ? refusedEntry(ctx, pass) : []
    await reaching(ctx, clockOwner).db.transact(
      [passWrite(pass, before), ...gone, ...expected, ...away, ...further(pass), audit],
      audit.put,
    )
    return pass
  })
}
