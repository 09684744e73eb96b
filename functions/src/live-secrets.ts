import { AppError } from '@linli/shared/errors'
import { type Env, type SecretName, secretNames, type SecretRefs } from './env'
import { errorName, type Log } from './log'
import { readSound, WrongSecret } from './sound-secrets'

/** The text of a secret, by its name or ARN; `previous` is the one before the last change. */
export type ReadSecret = (ref: string, version?: 'previous') => Promise<string>

/** The variables that name a secret: filled in `env` itself, which everybody reads at each use. */
export type LiveSecrets = {
  /** Before each request: waits for the first reading alone; one that is 10 minutes old is renewed beside the request. */
  current(): Promise<void>
  /** For a notice under a key that nobody here knows: reads again, however many ask, at most once a minute. */
  renew(): Promise<void>
  /** What is being read now, a second at most: some hosts freeze a process after its answer. */
  settled(): Promise<void>
}

const staleMs = 10 * 60_000
const betweenMs = 60_000
const settleMs = 1000

/**
 * Keys are changed in the store alone, without restart or deployment. A store that fails, and a value that is wrong in any
 * part, leave what was there; either is a line in the log, by which an alarm is raised (infra/alarms.yml). Only the first
 * reading throws: without keys nothing is served.
 */
export function liveSecrets(env: Env, nowMs: () => number, log: Log, read: ReadSecret): LiveSecrets {
  const warn = (error: unknown) => log.error('secrets.not_renewed', { reason: reasonOf(error) })
  const refuse = (error: unknown): never => {
    log.error('secrets.unread', { reason: reasonOf(error) })
    throw new AppError('request.internal', { cause: error })
  }
  let texts: SecretRefs | undefined
  let good = Number.NEGATIVE_INFINITY
  let asked = Number.NEGATIVE_INFINITY
  let reading: Promise<void> | undefined

  const load = async () => {
    const told = texts === undefined ? await firstTexts(env, read, warn) : await readAll(env.secretRefs, read)
    if (JSON.stringify(told) !== JSON.stringify(texts)) Object.assign(env, readSound(env, told, texts !== undefined))
    texts = told
    good = nowMs()
  }
  const start = (): Promise<void> => {
    asked = nowMs()
    reading ??= load().finally(() => {
      reading = undefined
    })
    return reading
  }
  const renew = async () => {
    if (reading || nowMs() - asked >= betweenMs) await start().catch(warn)
  }
  return {
    async current() {
      if (texts === undefined) await start().catch(refuse)
      else if (nowMs() - good >= staleMs) void renew()
    },
    renew,
    async settled() {
      if (!reading) return
      let timer: ReturnType<typeof setTimeout> | undefined
      const enough = new Promise<void>(resolve => {
        timer = setTimeout(resolve, settleMs)
      })
      await Promise.race([reading.catch(() => undefined), enough])
      clearTimeout(timer)
    },
  }
}

async function readAll(refs: SecretRefs, read: ReadSecret): Promise<SecretRefs> {
  const told = entriesOf(refs).map(async ([name, ref]) => [name, await read(ref)] as const)
  return Object.fromEntries(await Promise.all(told))
}

/** A process that starts after a wrong change has no good value yet: it takes what the secret was before. */
async function firstTexts(env: Env, read: ReadSecret, warn: (error: unknown) => void): Promise<SecretRefs> {
  const told = entriesOf(env.secretRefs).map(async ([name, ref]) => {
    const text = await read(ref)
    try {
      readSound(env, { [name]: text }, false)
      return [name, text] as const
    } catch (error) {
      warn(error)
      const before = await read(ref, 'previous').catch(() => undefined)
      if (before === undefined) throw error
      return [name, before] as const
    }
  })
  return Object.fromEntries(await Promise.all(told))
}

const entriesOf = (refs: SecretRefs): [SecretName, string][] =>
  secretNames.flatMap(name => {
    const ref = refs[name]
    return ref === undefined ? [] : [[name, ref]]
  })

/** Our own sentences name a variable; what others say may hold anything. */
const reasonOf = (error: unknown): string => (error instanceof WrongSecret ? error.message : errorName(error))
