import { passRefusals } from '@linli/shared/visitors/words'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import { derivedId } from '../secrets'
import { type Deed, entryAudit, newEntry } from './entry'
import { clockOwner, entryKey, entryWrites, StoredEntry } from './store'

/** `mark`: what they are known by, a pass or the hash of plate or name. */
type Banned = Omit<Deed, 'entryId' | 'outcome' | 'alarm'> & { mark: string }

/** Somebody who is kept out stood at a gate: an alarm for the office, one a day however often the guard looks. */
export function bannedAtGate(ctx: Context, { mark, ...deed }: Banned): Promise<void> {
  const { communityId } = deed.gate
  const entryId = derivedId('entry', communityId, 'banned', mark, ctx.today())
  return deciding(async () => {
    if (await ctx.db.get(entryKey(communityId, entryId), StoredEntry)) return
    const made = newEntry(ctx, { ...deed, entryId, outcome: 'turned_away', alarm: 'banned' })
    const audit = entryAudit(ctx, made, `不让进：${passRefusals.banned}`)
    await reaching(ctx, clockOwner).db.transact([...entryWrites(made), audit], audit.put)
  })
}
