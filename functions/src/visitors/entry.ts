import { AppError } from '@linli/shared/errors'
import { addMinutes } from '@linli/shared/time'
import { Entry, type Gate } from '@linli/shared/visitors/schema'
import { passRefusals } from '@linli/shared/visitors/words'
import { auditItem, type AuditWrite } from '../audit'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { staffActor } from '../identity/staff'
import { derivedId } from '../secrets'
import { maskPlate } from '@linli/shared/parking/schema'
import { markHashes } from './bans'
import { entryKey, entryWrites, plateOf, StoredEntry, type StoredPass } from './store'

/** The id of what a guard's phone did: the same deed sent again is the same entry. */
export const entryIdOf = (ctx: Context, communityId: string, sendId: string): string =>
  derivedId('entry', communityId, staffActor(ctx).personId, sendId)

/** `name` and the room are those of `pass` where there is one. */
export type Deed = Pick<Entry, 'outcome' | 'kind'> &
  Partial<Pick<Entry, 'at' | 'syncedAt' | 'alarm' | 'reason' | 'guard' | 'name' | 'roomId' | 'roomCode'>> & {
    entryId: string
    gate: Pick<Gate, 'communityId' | 'gateId' | 'name'>
    pass?: StoredPass | undefined
    plate?: string | undefined
    keepDays: number
  }

/** What came to a gate, as it is kept. */
export function newEntry(ctx: Context, { gate, pass, plate: shown, keepDays, ...deed }: Deed): StoredEntry {
  const plate = shown ?? (pass && plateOf(ctx, pass))
  const at = deed.at ?? ctx.now()
  const [plateHash] = plate ? markHashes(ctx, gate.communityId, { plate }) : []
  return {
    ...deed,
    at,
    communityId: gate.communityId,
    gateId: gate.gateId,
    gateName: gate.name,
    ...(pass && { passId: pass.passId, roomId: pass.roomId, roomCode: pass.roomCode, name: pass.name }),
    ...(plate && { plateMasked: maskPlate(plate), plateHash }),
    guard: deed.guard ?? guardOf(ctx),
    deleteAt: addMinutes(ctx.now(), keepDays * 1_440),
  }
}

/** The guard at whose gate it was. */
export function guardOf(ctx: Context): Entry['guard'] {
  const { personId, name } = staffActor(ctx)
  return { personId, name }
}

/** A walk-in who was refused came to a gate too, whoever's word it was: on record once, in the name of who wrote them down. */
export function refusedEntry(ctx: Context, pass: StoredPass): Write[] {
  const { communityId, passId, walkIn, guard, kind, keepDays } = pass
  if (!walkIn || !guard) return []
  const { gateId, gateName, answeredBy = 'household' } = walkIn
  const made = newEntry(ctx, {
    entryId: derivedId('entry', communityId, 'walk-in', passId),
    gate: { communityId, gateId, name: gateName },
    pass,
    outcome: 'turned_away',
    kind,
    guard,
    reason: passRefusals.walkIn[answeredBy],
    keepDays,
  })
  return entryWrites(made)
}

/** What was kept under this id before. Throws request.reused_key where that was another deed. */
export async function earlierEntry(
  ctx: Context,
  communityId: string,
  entryId: string,
  passId?: string,
): Promise<Entry | undefined> {
  const known = await ctx.db.get(entryKey(communityId, entryId), StoredEntry)
  if (known && known.passId !== passId) throw new AppError('request.reused_key')
  return known && Entry.parse(known)
}

export const entryAudit = (ctx: Context, entry: StoredEntry, summary: string): AuditWrite =>
  auditItem(ctx, {
    communityId: entry.communityId,
    action: 'visitors.enter',
    objectType: 'gate',
    objectId: entry.gateId,
    summary: `${entry.gateName} ${summary}`,
  })
