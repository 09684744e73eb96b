import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { gateApi, Looked } from '@linli/shared/visitors/gate-api'
import { isFresh, readToken } from '@linli/shared/visitors/pass-token'
import type { Gate } from '@linli/shared/visitors/schema'
import { passRefusals } from '@linli/shared/visitors/words'
import * as z from 'zod'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { staffActor } from '../identity/staff'
import { bannedAtGate } from './banned-at-gate'
import { loadGate } from './gates'
import { isReplayed, look } from './look'
import { isOurs } from './pass-keys'
import { codeKey, passKey, StoredPass } from './store'

const no = (why: string): Looked => ({ may: false, why })

/**
 * A QR or a typed code at a gate. What is wrong is an answer, not a refusal: the guard reads it to whoever stands there.
 * Throws request.too_many where codes are tried, record.not_found.
 */
export async function scan(ctx: Context, input: InputOf<typeof gateApi.scan>): Promise<Looked> {
  const { communityId, gateId, token, code } = input
  const gate = await loadGate(ctx, communityId, gateId)
  await bookLook(ctx, communityId, gateId, `${gate.name} ${code ? '输入通行码' : '扫二维码'}`, code !== undefined)
  if (code) return byCode(ctx, gate, code)
  const read = readToken(token ?? '')
  if (!read) return no(passRefusals.badToken)
  if (read.communityId !== communityId) return no(passRefusals.elsewhere)
  if (!isOurs(ctx.deps.env, read)) return no(passRefusals.badToken)
  if (!isFresh(read.step, ctx.deps.nowMs())) return no(passRefusals.staleToken)
  const pass = await ctx.db.get(passKey(read), StoredPass)
  if (!pass) return no(passRefusals.noPass)
  if (isReplayed(pass, read.step)) return no(passRefusals.replayed)
  return shown(ctx, gate, pass, read.step)
}

async function shown(ctx: Context, gate: Gate, pass: StoredPass, step: number): Promise<Looked> {
  const looked = await look(ctx, pass, gate.gateId, step)
  const { passId: mark, kind, keepDays } = pass
  if (looked.why === passRefusals.banned) await bannedAtGate(ctx, { gate, pass, mark, kind, keepDays })
  return looked
}

const Pointer = z.object({ passId: z.string() })

async function byCode(ctx: Context, gate: Gate, code: string): Promise<Looked> {
  const { communityId } = gate
  const found = await ctx.db.get(codeKey(communityId, code), Pointer)
  const pass = found && (await ctx.db.get(passKey({ communityId, passId: found.passId }), StoredPass))
  return pass ? shown(ctx, gate, pass, 0) : no(passRefusals.noPass)
}

const windowMs = 10 * 60_000
const mostCodes = 30
const Tries = z.object({ count: z.number().int() })

/** Each look is on record; a code is booked before it is looked up, so that nobody types their way to one. */
async function bookLook(ctx: Context, communityId: string, gateId: string, summary: string, isCode: boolean) {
  const { personId } = staffActor(ctx)
  const window = Math.floor(ctx.deps.nowMs() / windowMs)
  const key = { pk: `C#${communityId}#code-tries`, sk: `${personId}#${window}` }
  const audit = auditItem(ctx, {
    communityId,
    action: 'visitors.scan',
    objectType: 'gate',
    objectId: gateId,
    summary,
    technical: true,
  })
  const ttl = Math.floor(ctx.deps.nowMs() / 1000) + 3600
  const booked = isCode ? [{ update: { key, add: { count: 1 }, set: { ttl } } }] : []
  await ctx.db.transact([...booked, audit], audit.put)
  if (isCode && ((await ctx.db.get(key, Tries))?.count ?? 0) > mostCodes)
    throw new AppError('request.too_many', { message: passRefusals.tooManyTries })
}
