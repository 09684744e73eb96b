import { randomInt } from 'node:crypto'
import { AppError } from '@linli/shared/errors'
import { beijingDate } from '@linli/shared/time'
import * as z from 'zod'
import type { AppKeys, TokenOf } from './wechat'
import { ConditionFailed, type Db, type Key } from './db'
import type { Write } from './db-write'
import { fetchJson } from './fetch-json'
import type { Secrets } from './secrets'

type TokenDeps = { base: string; db: Db; secrets: Secrets; nowMs: () => number; newId: () => string }

const Answer = z.object({ access_token: z.string(), expires_in: z.number() })
const Kept = z.object({
  sealed: z.string().optional(),
  until: z.number().default(0),
  lease: z.string().optional(),
  leaseUntil: z.number().default(0),
  /** Forced renewals, because there are few: on which day, how many, and the last one. */
  forcedOn: z.string().optional(),
  forced: z.number().int().default(0),
  forcedAt: z.number().default(0),
})
type Kept = z.infer<typeof Kept>
type Known = { value: string; until: number }

export const tokenOwner = 'G#wechat#'
const keyOf = (appid: string): Key => ({ pk: `${tokenOwner}0`, sk: `token#${appid}` })
const sealedFor = (appid: string) => `wechat-token:${appid}`

/** Longer than the call that asks may take. */
const leaseMs = 8000
const looks = 40
/** WeChat gives out a new one in the last five minutes, while the old one is still good. */
const earlyMs = 300_000
const forcedADay = 20
const betweenForcedMs = 30_000

/**
 * The mini-program's access token, one for all instances: kept sealed in the store, asked for by whoever holds the lease.
 * `refused`: a token that WeChat calls over (40001). Another instance may have a newer one already; if WeChat itself still
 * gives out the refused one, it is forced to make another. Throws request.busy when none can be had.
 * Document: 获取稳定版接口调用凭据 getStableAccessToken (forced: 20 a day, 30 s apart).
 */
export function sharedTokens(deps: TokenDeps): TokenOf {
  const known = new Map<string, Known>()
  const asking = new Map<string, Promise<Known>>()
  const isGood = (token: Known | undefined, refused?: string): token is Known =>
    token !== undefined && token.value !== refused && deps.nowMs() < token.until

  return async (keys, refused) => {
    const mine = known.get(keys.appid)
    if (isGood(mine, refused)) return mine.value
    const name = `${keys.appid} ${refused ?? ''}`
    const running =
      asking.get(name) ??
      obtain(deps, keys, refused, isGood).finally(() => {
        asking.delete(name)
      })
    asking.set(name, running)
    const token = await running
    known.set(keys.appid, token)
    return token.value
  }
}

async function obtain(
  deps: TokenDeps,
  keys: AppKeys,
  refused: string | undefined,
  isGood: (token: Known | undefined, refused?: string) => token is Known,
): Promise<Known> {
  const key = keyOf(keys.appid)
  const lease = deps.newId()
  for (let look = 0; look < looks; look++) {
    const kept = (await deps.db.get(key, Kept)) ?? Kept.parse({})
    const shared = opened(deps, keys.appid, kept)
    if (isGood(shared, refused)) return shared
    if (kept.lease === lease || (await leased(deps, key, kept, lease))) return renewed(deps, keys, kept, lease, refused)
    await new Promise(resolve => setTimeout(resolve, randomInt(50, 250)))
  }
  throw new AppError('request.busy')
}

/** Sealed under a field key that is gone, it counts as none. */
function opened({ secrets }: TokenDeps, appid: string, { sealed, until }: Kept): Known | undefined {
  if (sealed === undefined) return undefined
  try {
    return { value: secrets.open(sealed, sealedFor(appid)), until }
  } catch {
    return undefined
  }
}

async function leased(deps: TokenDeps, key: Key, kept: Kept, lease: string): Promise<boolean> {
  const nowMs = deps.nowMs()
  if (kept.lease !== undefined && kept.leaseUntil > nowMs) return false
  const update = { key, set: { lease, leaseUntil: nowMs + leaseMs } }
  // A token that came since it was read ends the attempt: whoever brought it let go of the lease.
  return written(deps, { update, if: { lease: kept.lease, sealed: kept.sealed } })
}

async function renewed(
  deps: TokenDeps,
  keys: AppKeys,
  kept: Kept,
  lease: string,
  refused: string | undefined,
): Promise<Known> {
  const key = keyOf(keys.appid)
  try {
    let answer = await asked(deps, keys, false)
    let force = {}
    if (answer.access_token === refused) {
      force = nextForce(deps, kept)
      answer = await asked(deps, keys, true)
    }
    const token = { value: answer.access_token, until: deps.nowMs() + answer.expires_in * 1000 - earlyMs }
    const sealed = deps.secrets.seal(token.value, sealedFor(keys.appid))
    const update = { key, set: { sealed, until: token.until, leaseUntil: 0, ...force }, remove: ['lease'] }
    // Whoever took over meanwhile keeps theirs; ours is as good.
    await written(deps, { update, if: { lease } })
    return token
  } catch (error) {
    await written(deps, { update: { key, set: { leaseUntil: 0 }, remove: ['lease'] }, if: { lease } })
    throw error
  }
}

/** Counted whatever comes of it. Throws request.busy when it may not be forced now. */
function nextForce({ nowMs }: TokenDeps, { forced, forcedOn, forcedAt }: Kept): Partial<Kept> {
  const now = nowMs()
  const day = beijingDate(new Date(now).toISOString())
  const before = forcedOn === day ? forced : 0
  if (before >= forcedADay || now - forcedAt < betweenForcedMs) throw new AppError('request.busy')
  return { forcedOn: day, forced: before + 1, forcedAt: now }
}

const asked = ({ base }: TokenDeps, { appid, secret }: AppKeys, force: boolean) =>
  fetchJson(
    `${base}/cgi-bin/stable_token`,
    Answer,
    {
      grant_type: 'client_credential',
      appid,
      secret,
      ...(force && { force_refresh: true }),
    },
    3000,
  )

/** Whether it was; after a lost answer the next look tells by the lease. */
async function written({ db }: TokenDeps, write: Write): Promise<boolean> {
  try {
    await db.transact([write], { pk: `${tokenOwner}0`, sk: 'token-moved' })
    return true
  } catch (error) {
    if (error instanceof ConditionFailed) return false
    throw error
  }
}
