import { AppError } from '@linli/shared/errors'
import { addMinutes } from '@linli/shared/time'
import { type Context, reaching } from '../context'
import { ConditionFailed } from '../db'
import { deciding } from '../db-retry'
import { Attempts, attemptsKey } from './store'

const mostFailures = 5
const lockedMinutes = 15

/**
 * Books a failure before anything is checked: of many guesses at once no more than 5 are looked at. The username need
 * not exist, so that a lock tells nothing. Throws identity.locked.
 */
export async function bookAttempt(ctx: Context, usernameHash: string): Promise<void> {
  const { db } = reaching(ctx, 'G#login#')
  const key = attemptsKey(usernameHash)
  try {
    await deciding(async () => {
      const known = await db.get(key, Attempts)
      if (known?.lockedUntil !== undefined && known.lockedUntil > ctx.now()) throw new AppError('identity.locked')
      const failures = known === undefined || known.lockedUntil !== undefined ? 1 : known.failures + 1
      const version = (known?.version ?? 0) + 1
      const lockedUntil = failures >= mostFailures ? addMinutes(ctx.now(), lockedMinutes) : undefined
      const ttl = Math.floor(ctx.deps.nowMs() / 1000) + 86_400
      const put = { ...key, failures, version, lockedUntil, ttl }
      // The version is this attempt's own, so the item tells after a lost answer whether it was booked.
      await db.transact([{ put, if: { version: known?.version } }], { ...key, sk: `${key.sk}#${version}` })
    })
  } catch (error) {
    if (error instanceof ConditionFailed) throw new AppError('identity.locked')
    throw error
  }
}
