import type { InputOf, OutputOf } from '@linli/shared/contract'
import type { gateApi } from '@linli/shared/visitors/gate-api'
import { Entry } from '@linli/shared/visitors/schema'
import { emergencyNames } from '@linli/shared/visitors/words'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import { openBarrier } from './barrier'
import { earlierEntry, entryAudit, entryIdOf, newEntry } from './entry'
import { loadGate } from './gates'
import { loadVisitorSettings } from './settings'
import { clockOwner, entryWrites } from './store'

/** Emergency vehicles pass at once: the bar opens before anything is written. */
export async function emergency(
  ctx: Context,
  { communityId, gateId, what, plate, sendId }: InputOf<typeof gateApi.emergency>,
): Promise<OutputOf<typeof gateApi.emergency>> {
  const entryId = entryIdOf(ctx, communityId, sendId)
  const gate = await loadGate(ctx, communityId, gateId)
  const barrier = await openBarrier(ctx, gate, entryId)
  const entry = await deciding(async () => {
    const earlier = await earlierEntry(ctx, communityId, entryId)
    if (earlier) return earlier
    const { keepDays } = await loadVisitorSettings(ctx, communityId)
    const reason = emergencyNames[what]
    const made = newEntry(ctx, { entryId, gate, plate, outcome: 'in', kind: 'emergency', reason, keepDays })
    const audit = entryAudit(ctx, made, `应急放行：${reason}`)
    await reaching(ctx, clockOwner).db.transact([...entryWrites(made), audit], audit.put)
    return Entry.parse(made)
  })
  return { entry, barrier }
}
