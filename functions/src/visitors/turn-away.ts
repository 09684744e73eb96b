import type { InputOf } from '@linli/shared/contract'
import type { gateApi } from '@linli/shared/visitors/gate-api'
import { Entry } from '@linli/shared/visitors/schema'
import { passRefusals } from '@linli/shared/visitors/words'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import { earlierEntry, entryAudit, entryIdOf, newEntry } from './entry'
import { loadGate } from './gates'
import { refused } from './move-pass'
import { loadVisitorSettings } from './settings'
import { clockOwner, entryWrites, loadPass } from './store'
import { readTicket } from './ticket'

/** 不让进, with the reason; the pass keeps what it has. Throws visitors.refused for a look that is over. */
export async function turnAway(ctx: Context, input: InputOf<typeof gateApi.turnAway>): Promise<Entry> {
  const { communityId, gateId, ticket: said, reason, sendId } = input
  const ticket = said === undefined ? undefined : readTicket(ctx, input, said)
  if (said !== undefined && !ticket) throw refused(passRefusals.ticketOver)
  const entryId = entryIdOf(ctx, communityId, sendId)
  return deciding(async () => {
    const [gate, settings, pass, earlier] = await Promise.all([
      loadGate(ctx, communityId, gateId),
      loadVisitorSettings(ctx, communityId),
      ticket && loadPass(ctx, ticket),
      earlierEntry(ctx, communityId, entryId, ticket?.passId),
    ])
    if (earlier) return earlier
    if (ticket?.isOver) throw refused(passRefusals.ticketOver)
    const kind = pass?.kind ?? ('visit' as const)
    const made = newEntry(ctx, {
      entryId,
      gate,
      pass,
      outcome: 'turned_away',
      kind,
      reason,
      keepDays: settings.keepDays,
    })
    const audit = entryAudit(ctx, made, `不让进：${reason}`)
    await reaching(ctx, clockOwner).db.transact([...entryWrites(made), audit], audit.put)
    return Entry.parse(made)
  })
}
