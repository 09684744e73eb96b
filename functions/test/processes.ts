import { expect } from 'vitest'
import { type TestDeps, testDeps } from './context'
import type { StrictOptions } from './strict'

/** Kind in all but the failure that a test asks for, so that its writes can be counted. */
export const calm: Partial<StrictOptions> = {
  unprocessed: 0,
  emptyPage: 0,
  throttle: 0,
  lagMs: [0, 0],
  transactMs: [0, 1],
}

/** What the outbox sends and deletes by itself would be counted among the writes that a test kills: it rests. */
export function calmDeps(options: Parameters<typeof testDeps>[0] = {}): TestDeps {
  const deps = testDeps({ strict: calm, ...options })
  deps.outbox.committed = () => {}
  return deps
}

/** Another process on the same store, with its own life. */
export const otherProcess = (deps: TestDeps): TestDeps =>
  Object.assign(testDeps({ world: deps.world }), { nowMs: deps.nowMs })

export const crashed = { name: 'ProcessCrashed' }

type Kill = { write: number; when: 'before' | 'after'; leaseMs?: number }

/**
 * Some work whose process dies before or after its n-th write, taken up again once its lease has run out. `failed`: the
 * work was told so; `reached`: it had that many writes at all, otherwise it ran through.
 */
export async function killedAt(
  deps: TestDeps,
  { write, when, leaseMs = 61_000 }: Kill,
  work: () => Promise<unknown>,
): Promise<{ failed: boolean; reached: boolean }> {
  deps.life.crashAt(write, when)
  const failed = await work().then(
    () => false,
    (error: unknown) => {
      expect(error).toMatchObject(crashed)
      return true
    },
  )
  const { crashed: reached } = deps.life
  deps.life.revive()
  if (failed) {
    deps.clock.advance(leaseMs)
    await work()
  }
  return { failed, reached }
}

/** Somebody has done it; who was refused, was because somebody else was at it. */
export function expectOneAtWork(ended: PromiseSettledResult<void>[]) {
  const refused = ended.filter(each => each.status === 'rejected')
  expect(refused.length).toBeLessThan(ended.length)
  for (const { reason } of refused) expect(reason).toMatchObject({ code: 'request.busy' })
}
