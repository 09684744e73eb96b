import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { visitorDeskApi } from '@linli/shared/visitors/desk-api'
import { Entry } from '@linli/shared/visitors/schema'
import { alarmNames, passRefusals } from '@linli/shared/visitors/words'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import { staffActor } from '../identity/staff'
import { entryAudit } from './entry'
import { refused } from './move-pass'
import { clockOwner, entryItem, entryKey, entryPointers, StoredEntry } from './store'

/** Somebody has looked at what was odd about an entry, and says what it was. Throws record.not_found, visitors.refused. */
export async function seeAlarm(
  ctx: Context,
  { communityId, entryId, note }: InputOf<typeof visitorDeskApi.seeAlarm>,
): Promise<Entry> {
  return deciding(async () => {
    const before = await ctx.db.get(entryKey(communityId, entryId), StoredEntry)
    if (!before?.alarm) throw new AppError('record.not_found')
    const by = staffActor(ctx).name
    if (before.seen?.by === by && before.seen.note === note) return Entry.parse(before)
    if (before.seen) throw refused(passRefusals.seenAlready)
    const entry = { ...before, seen: { by, at: ctx.now(), note } }
    const audit = entryAudit(ctx, entry, `核对异常（${alarmNames[before.alarm]}）：${note}`)
    const kept = new Set(entryPointers(entry).map(({ pk }) => pk))
    const gone = entryPointers(before).filter(({ pk }) => !kept.has(pk))
    await reaching(ctx, clockOwner).db.transact(
      [{ put: entryItem(entry), if: { seen: undefined } }, ...gone.map(key => ({ delete: key })), audit],
      audit.put,
    )
    return Entry.parse(entry)
  })
}
