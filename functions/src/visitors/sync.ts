import type { InputOf, OutputOf } from '@linli/shared/contract'
import type { gateApi, OfflineEntry } from '@linli/shared/visitors/gate-api'
import { isFresh, type PassToken, readToken } from '@linli/shared/visitors/pass-token'
import { Entry, type EntryAlarm, Gate, Lease } from '@linli/shared/visitors/schema'
import { isOpenAt } from '@linli/shared/visitors/window'
import { alarmNames, emergencyNames, passKindNames } from '@linli/shared/visitors/words'
import { addMinutes } from '@linli/shared/time'
import { AppError } from '@linli/shared/errors'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { staffActor } from '../identity/staff'
import { hostLeft } from './actors'
import { entered, enteredNews } from './admit'
import { isBanned } from './bans'
import { entryAudit, entryIdOf, newEntry } from './entry'
import { expectedWrites } from './expected'
import { gateKey } from './gates'
import { isDuring, skewMinutes, turnKey } from './lease'
import { isOurs } from './pass-keys'
import { loadVisitorSettings } from './settings'
import { clockOwner, entryKey, entryWrites, passKey, passWrite, plateOf, StoredEntry, StoredPass } from './store'

/** What happened at a gate without a network: each once by its own id, whatever is wrong with it. None is dropped. */
export async function sync(
  ctx: Context,
  { communityId, entries }: InputOf<typeof gateApi.sync>,
): Promise<OutputOf<typeof gateApi.sync>> {
  const { keepDays } = await loadVisitorSettings(ctx, communityId)
  const items: Entry[] = []
  for (const offline of entries) items.push(await syncOne(ctx, communityId, offline, { keepDays }))
  return { items }
}

/** `left`: by somebody who is a guard no more; `counted` is written with it. */
type How = { keepDays: number; left?: { counted: Write } }

export function syncOne(
  ctx: Context,
  communityId: string,
  offline: OfflineEntry,
  { keepDays, left }: How,
): Promise<Entry> {
  const entryId = entryIdOf(ctx, communityId, offline.sendId)
  const { gateId, outcome, emergency } = offline
  const reason = emergency ? emergencyNames[emergency] : offline.reason
  const at = offline.at < ctx.now() ? offline.at : ctx.now()
  const read = readToken(offline.token)
  const isHere = emergency === undefined && read?.communityId === communityId
  const token = isHere && isOurs(ctx.deps.env, read) ? read : undefined
  return deciding(async () => {
    const [known, gate, turn, pass] = await Promise.all([
      ctx.db.get(entryKey(communityId, entryId), StoredEntry),
      ctx.db.get(gateKey(communityId, gateId), Gate),
      offline.leaseId ? ctx.db.get(turnKey(communityId, gateId, offline.leaseId), Lease) : undefined,
      token && ctx.db.get(passKey(token), StoredPass),
    ])
    if (known) return Entry.parse(known)
    if (!gate) throw new AppError('record.not_found')
    const isIn = outcome === 'in'
    const seen = { token, turn, pass, gateId, at, isEmergency: emergency !== undefined }
    const odd = isIn ? (alarmOf(ctx, seen) ?? (pass && (await sinceShut(ctx, pass)))) : undefined
    const alarm = odd ?? (left && ('guard_left' as const))
    const kind = emergency ? ('emergency' as const) : (pass?.kind ?? ('visit' as const))
    const made = newEntry(ctx, {
      entryId,
      gate,
      pass,
      outcome,
      kind,
      at,
      syncedAt: ctx.now(),
      ...(alarm && { alarm }),
      ...(reason && { reason }),
      keepDays,
    })
    const what = alarm ? `，${alarmNames[alarm]}` : ''
    const audit = entryAudit(
      ctx,
      made,
      `补传：${isIn ? '放行' : '不让进'} ${pass?.roomCode ?? ''} ${passKindNames[kind]}${what}`,
    )
    const counts = isIn && pass && token && counted(pass)
    const next = counts ? entered(ctx, pass, stateAfter(pass), token.step) : undefined
    const expected = next && next.state !== 'active' ? await expectedWrites(ctx, next) : []
    await reaching(ctx, clockOwner).db.transact(
      [
        ...(next ? [passWrite(next, pass)] : []),
        ...expected,
        ...entryWrites(made),
        ...(isIn && pass ? await enteredNews(ctx, pass, made) : []),
        ...(left ? [left.counted] : []),
        audit,
      ],
      audit.put,
    )
    return Entry.parse(made)
  })
}

/** Somebody came in by it: what is left of it is one less, even where it should not have opened. */
const counted = ({ used, allowance }: StoredPass) => used < allowance
const stateAfter = ({ state, used, allowance }: StoredPass) =>
  state === 'active' && used + 1 >= allowance ? ('used_up' as const) : state

type Seen = {
  token: PassToken | undefined
  turn: Lease | undefined
  pass: StoredPass | undefined
  gateId: string
  at: string
  isEmergency: boolean
}

/** What does not fit: a person looks at it. */
function alarmOf(ctx: Context, { token, turn, pass, gateId, at, isEmergency }: Seen): EntryAlarm | undefined {
  const { personId } = staffActor(ctx)
  const isOnDuty = turn?.personId === personId && isDuring(turn, at)
  if (isEmergency) return isOnDuty ? undefined : 'no_lease'
  if (!token || !pass) return 'bad_token'
  if (!isOnDuty) return 'no_lease'
  if (token.gateId !== gateId) return 'wrong_gate'
  if (![-skewMinutes, 0, skewMinutes].some(skew => isFresh(token.step, Date.parse(addMinutes(at, skew)))))
    return 'stale_token'
  if (pass.used >= pass.allowance) return 'over_allowance'
  if (token.step === pass.lastStep) return 'replayed'
  const wasLive = pass.state === 'active' || (pass.state === 'expired' && isOpenAt(pass.window, at))
  return wasLive ? undefined : 'not_open'
}

/** What no phone without a network can know. */
async function sinceShut(ctx: Context, pass: StoredPass): Promise<EntryAlarm | undefined> {
  const [banned, left] = await Promise.all([
    isBanned(ctx, pass.communityId, { ...pass, plate: plateOf(ctx, pass) }),
    hostLeft(ctx, pass),
  ])
  return banned ? 'banned' : left ? 'host_left' : undefined
}
