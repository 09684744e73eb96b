import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { addDays, instantAt } from '@linli/shared/time'
import { maskPlate } from '@linli/shared/parking/schema'
import { Ban } from '@linli/shared/visitors/schema'
import type { visitorDeskApi } from '@linli/shared/visitors/desk-api'
import { passRefusals } from '@linli/shared/visitors/words'
import { auditItem } from '../audit'
import type { Context } from '../context'
import type { Key } from '../db'
import type { Write } from '../db-write'
import { idempotencyItems } from '../idempotency'
import { staffActor } from '../identity/staff'

export const bansPk = (communityId: string) => `C#${communityId}#visitor-bans`
const banKey = (communityId: string, hash: string): Key => ({ pk: `C#${communityId}#visitor-banned`, sk: hash })

type Who = { plate?: string | undefined; name?: string | undefined; phoneTail?: string | undefined }

/** By what somebody is known at the gate: their plate, or name and end of number together; under each live key. */
export function markHashes(
  { deps: { secrets } }: Context,
  communityId: string,
  { plate, name, phoneTail }: Who,
): string[] {
  return [
    ...(plate ? secrets.hashes(`plate:${plate}`, communityId) : []),
    ...(name && phoneTail ? secrets.hashes(`who:${name}:${phoneTail}`, communityId) : []),
  ]
}

/** Whether somebody is kept out today. One consistent read. */
export async function isBanned(ctx: Context, communityId: string, who: Who): Promise<boolean> {
  const keys = markHashes(ctx, communityId, who).map(hash => banKey(communityId, hash))
  const found = await ctx.db.getMany(keys, Ban)
  return found.some(ban => ban !== undefined && ban.until >= ctx.today())
}

const keptDays = 90
type Banning = InputOf<typeof visitorDeskApi.ban>

/** 限制通行: a plate, or a name with the end of a number; with a reason, until a day. Throws request.invalid, visitors.refused. */
export async function ban(ctx: Context, input: Banning): Promise<Ban> {
  const { communityId, plate, name, phoneTail, reason, until } = input
  const hashes = markHashes(ctx, communityId, input)
  const refuse = (path: string, message: string) => new AppError('request.invalid', { fields: [{ path, message }] })
  if (hashes.length === 0) throw refuse('plate', passRefusals.noWho)
  if (until < ctx.today()) throw refuse('until', passRefusals.past)
  const marks = hashes.map(hash => banKey(communityId, hash))
  const known = await ctx.db.getMany(marks, Ban)
  // A second one would end the first when it ends itself.
  if (known.some(each => each !== undefined && each.until >= ctx.today()))
    throw new AppError('visitors.refused', { message: passRefusals.bannedAlready })
  const made: Ban = {
    banId: ctx.newId(),
    communityId,
    ...(plate && { plateMasked: maskPlate(plate) }),
    ...(name && phoneTail && { name, phoneTail }),
    reason,
    until,
    by: staffActor(ctx).name,
    at: ctx.now(),
  }
  // Whoever was kept out is forgotten some time after (个人信息保护法 19).
  const ttl = Math.floor(Date.parse(instantAt(addDays(until, keptDays), '00:00')) / 1000)
  const audit = banAudit(ctx, made, `限制通行至 ${until}：${reason}`)
  const writes = marks.map((key, i): Write => {
    const put = { ...key, ...made, ttl }
    const over = known[i]
    return over ? { put, if: { banId: over.banId } } : { put, ifAbsent: true }
  })
  await ctx.db.transact(
    [{ put: { ...banItemKey(made), ...made, hashes, ttl } }, ...writes, audit, ...idempotencyItems(ctx, made)],
    audit.put,
  )
  return made
}

export const banItemKey = ({ communityId, banId }: Pick<Ban, 'communityId' | 'banId'>): Key => ({
  pk: bansPk(communityId),
  sk: banId,
})
const KeptBan = Ban.extend({ hashes: Ban.shape.reason.array() })

/** Ends one; its mark goes where it is still this one's. Throws record.not_found. */
export async function unban(
  ctx: Context,
  { communityId, banId }: { communityId: string; banId: string },
): Promise<Record<string, never>> {
  const known = await ctx.db.get(banItemKey({ communityId, banId }), KeptBan)
  if (!known) throw new AppError('record.not_found')
  const marks = await ctx.db.getMany(
    known.hashes.map(hash => banKey(communityId, hash)),
    Ban,
  )
  const audit = banAudit(ctx, known, '解除限制通行')
  const gone = known.hashes.flatMap((hash, i) =>
    marks[i]?.banId === banId ? [{ delete: banKey(communityId, hash), if: { banId } }] : [],
  )
  await ctx.db.transact([{ delete: banItemKey(known) }, ...gone, audit], audit.put)
  return {}
}

const banAudit = (ctx: Context, { communityId, banId }: Ban, summary: string) =>
  auditItem(ctx, { communityId, action: 'visitors.ban', objectType: 'visitor_settings', objectId: banId, summary })

/** The newest first. */
export const listBans = (
  ctx: Context,
  { communityId, ...page }: { communityId: string; limit: number; cursor?: string | undefined },
): Promise<{ items: Ban[]; cursor?: string }> =>
  ctx.db.query({ pk: bansPk(communityId), schema: Ban, newestFirst: true, ...page })
