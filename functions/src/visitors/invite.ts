import { randomInt } from 'node:crypto'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { Id } from '@linli/shared/ids'
import { addMinutes, Instant } from '@linli/shared/time'
import { allowanceOf, firstState } from '@linli/shared/visitors/rules'
import type { MyPass } from '@linli/shared/visitors/schema'
import type { visitorsApi } from '@linli/shared/visitors/api'
import { windowRefusal } from '@linli/shared/visitors/window'
import { passKindNames, passRefusals } from '@linli/shared/visitors/words'
import * as z from 'zod'
import { AnyItem } from '../db'
import { homeOf } from '../access'
import { auditItem } from '../audit'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { idempotencyItems } from '../idempotency'
import { accountActor } from '../identity/account'
import { randomToken, sha256 } from '../secrets'
import { isBanned } from './bans'
import { expectedWrites } from './expected'
import { loadGate } from './gates'
import { loadVisitorSettings } from './settings'
import {
  accountPasses,
  clockOwner,
  codeKey,
  linkField,
  myPassView,
  ofAccountItems,
  passWrite,
  plateField,
  type StoredPass,
} from './store'

const mostADay = 50
const Pointer = z.object({ sk: Id, at: Instant })

/** A pass of one's own home, once for its key. Throws request.invalid, visitors.refused, request.too_many. */
export async function invite(ctx: Context, input: z.output<typeof visitorsApi.invite.input>): Promise<MyPass> {
  const { communityId, roomId, kind, plate, times, gateId, ...said } = input
  const actor = accountActor(ctx)
  const home = homeOf(actor, { communityId, roomId }, ctx.today())
  if (!home) throw new AppError('access.forbidden')
  const [settings, gate, banned] = await Promise.all([
    loadVisitorSettings(ctx, communityId),
    gateId ? loadGate(ctx, communityId, gateId) : undefined,
    isBanned(ctx, communityId, input),
    roomForPass(ctx),
  ])
  const wrong = whatIsWrong(input, windowRefusal(input.window, kind, settings, ctx.now()))
  if (wrong) throw new AppError('request.invalid', { fields: [wrong] })
  if (banned) throw new AppError('visitors.refused', { message: passRefusals.banned })
  return deciding(async () => {
    const passId = ctx.newId()
    const { secrets } = ctx.deps
    const link = randomToken()
    const pass: StoredPass = {
      ...said,
      passId,
      communityId,
      roomId,
      roomCode: home.roomCode,
      kind,
      state: firstState(kind, home.role === 'owner'),
      allowance: allowanceOf(kind, input.window, times),
      used: 0,
      ...(gate && { gate: { gateId: gate.gateId, name: gate.name } }),
      createdAt: ctx.now(),
      accountId: actor.accountId,
      ...(plate && { plateSealed: secrets.seal(plate, plateField(passId)) }),
      code: await freeCode(ctx, communityId),
      linkHash: sha256(link),
      linkSealed: secrets.seal(link, linkField(passId)),
      keepDays: settings.keepDays,
      version: 1,
    }
    const answer = myPassView(ctx, pass)
    const audit = auditItem(ctx, {
      communityId,
      action: 'visitors.invite',
      objectType: 'pass',
      objectId: passId,
      summary: `${home.roomCode} ${passKindNames[kind]}，${pass.allowance} 次`,
    })
    await reaching(ctx, clockOwner).db.transact(
      [...newPassWrites(ctx, pass), ...(await expectedWrites(ctx, pass)), audit, ...idempotencyItems(ctx, answer)],
      audit.put,
    )
    return answer
  })
}

function whatIsWrong({ kind, about }: InputOf<typeof visitorsApi.invite>, window: string | undefined) {
  if (window) return { path: 'window', message: window }
  if ((kind === 'permit' || kind === 'goods') && !about) return { path: 'about', message: passRefusals.noAbout[kind] }
  return undefined
}

/** A new pass with its code, and its place among those of the account. */
const newPassWrites = (ctx: Context, pass: StoredPass): Write[] => [
  passWrite(pass, undefined),
  ...(pass.code ? [{ put: { ...codeKey(pass.communityId, pass.code), passId: pass.passId }, ifAbsent: true }] : []),
  ...(pass.accountId ? ofAccountItems(ctx, pass, pass.accountId) : []),
]

/** Seven digits that nobody here has now; two at once on one number fail the second's condition. */
async function freeCode(ctx: Context, communityId: string): Promise<string> {
  const drawn = Array.from({ length: 5 }, () => String(randomInt(10_000_000)).padStart(7, '0'))
  const taken = await ctx.db.getMany(
    drawn.map(code => codeKey(communityId, code)),
    AnyItem,
  )
  const free = drawn.find((_, i) => taken[i] === undefined)
  if (free === undefined) throw new AppError('request.busy')
  return free
}

/** Throws request.too_many. */
async function roomForPass(ctx: Context): Promise<void> {
  const since = addMinutes(ctx.now(), -1_440)
  const pk = accountPasses(accountActor(ctx).accountId)
  const newest = await ctx.db.query({ pk, schema: Pointer, newestFirst: true, limit: mostADay })
  if (newest.items.filter(({ at }) => at > since).length >= mostADay)
    throw new AppError('request.too_many', { message: passRefusals.tooManyPasses })
}
