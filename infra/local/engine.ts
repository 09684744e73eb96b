import { type ChildProcess, spawn } from 'node:child_process'
import { cp, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { requireEngineBinary } from './engine-binary'
import { ensureTable } from './engine-table'
import { stopStray, writePid } from './engine-stray'
import { assertPortFree, freePort } from './ports'
import { diskFull, portInUse, StartError } from './start-error'

export interface Engine {
  endpoint: string
  port: number
  /** The running child's process id; undefined while it restarts. */
  pid(): number | undefined
  /** Stops, moves the database file, starts again on the same port: callers see an outage that they retry through. */
  moveTo(dir: string): Promise<void>
  stop(): Promise<void>
}

export interface EngineOptions {
  /** The directory of the database file; needed unless `memory`. */
  dir?: string
  /** Keeps nothing: for tests and throw-away stacks. */
  memory?: boolean
  /** Default: a free one. */
  port?: number
  /** Default: the name in infra/tables.yml. */
  tableName?: string
  /** One line per event worth telling (installing, restarting). */
  say?(line: string): void
  /** Called once when the engine dies again and again; the stack should stop. */
  onGiveUp?(error: StartError): void
}

const READY_TIMEOUT_MS = 10_000
const STOP_TIMEOUT_MS = 700
const MAX_RESTARTS = 6
const CALM_MS = 30_000

/**
 * Starts the local DynamoDB engine as a child process, creates the table, and restarts the child when it dies
 * (at most 6 times within 30 s, waiting 50 ms, 100 ms … between).
 * @throws StartError: no binary, port in use, disk full, data of another version
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const binary = await requireEngineBinary(options.say)
  if (options.port) await assertPortFree(options.port)
  const port = options.port ?? (await freePort())
  const endpoint = `http://127.0.0.1:${port}`
  const args = ['serve', '--host', '127.0.0.1', '--port', String(port)]
  let home = options.dir
  let file = options.memory ? undefined : await databaseFile(home)
  let child: ChildProcess | undefined
  let stopping = false
  let deaths: number[] = []

  async function launch(): Promise<void> {
    const started = spawnEngine(binary, file === undefined ? args : [...args, '--db-path', file])
    child = started.child
    const waiting = new AbortController()
    try {
      const died = started.died.then(text => Promise.reject(deathError(text, port, options)))
      await Promise.race([answers(endpoint, waiting.signal), died])
    } finally {
      waiting.abort()
    }
    await ensureTable(endpoint, options.tableName)
    if (home && child.pid) await writePid(home, child.pid)
    void started.died.then(() => revive())
  }

  async function revive(): Promise<void> {
    child = undefined
    if (stopping) return
    deaths = [...deaths.filter(at => Date.now() - at < CALM_MS), Date.now()]
    if (deaths.length > MAX_RESTARTS) {
      options.onGiveUp?.(new StartError('The local database engine keeps stopping: start again with npm start.'))
      return
    }
    options.say?.(`The local database engine stopped; starting it again (${deaths.length}).`)
    await sleep(25 * 2 ** deaths.length)
    if (stopping) return
    await launch().catch(async () => {
      await stopChild(child)
      await revive()
    })
  }

  if (options.dir) await stopStray(options.dir)
  await launch().catch(async (error: unknown) => {
    stopping = true
    await stopChild(child)
    throw error
  })
  return {
    endpoint,
    port,
    pid: () => child?.pid,
    moveTo: async dir => {
      if (home === undefined || home === dir) return
      stopping = true
      await stopChild(child)
      await cp(home, dir, { recursive: true })
      await rm(home, { recursive: true, force: true })
      home = dir
      file = await databaseFile(dir)
      stopping = false
      await launch()
    },
    stop: () => {
      stopping = true
      return stopChild(child)
    },
  }
}

async function databaseFile(dir: string | undefined): Promise<string> {
  if (!dir) throw new TypeError('startEngine needs dir unless memory is set')
  await mkdir(dir, { recursive: true })
  return join(dir, 'linli.db')
}

/** In a process group of its own, so that Ctrl-C reaches the stack first and the engine is stopped last. */
function spawnEngine(binary: string, args: string[]): { child: ChildProcess; died: Promise<string> } {
  const child = spawn(binary, args, { stdio: ['ignore', 'ignore', 'pipe'], detached: true })
  const stop = () => child.kill('SIGKILL')
  process.once('exit', stop)
  let stderr = ''
  child.stderr?.on('data', chunk => {
    stderr = (stderr + String(chunk)).slice(-2000)
  })
  const died = new Promise<string>(resolve => {
    child.once('error', error => resolve(error.message))
    child.once('close', () => resolve(stderr))
  }).finally(() => process.off('exit', stop))
  return { child, died }
}

async function answers(endpoint: string, ended: AbortSignal): Promise<void> {
  const until = Date.now() + READY_TIMEOUT_MS
  while (Date.now() < until && !ended.aborted) {
    const signal = AbortSignal.any([ended, AbortSignal.timeout(1000)])
    const answer = await fetch(endpoint, { signal }).catch(() => undefined)
    if (answer?.ok && answer.headers.get('server')?.startsWith('Dynoxide')) return
    await sleep(10)
  }
  throw new StartError('The local database engine does not answer: start again with npm start.')
}

/** The sentence for what the engine wrote before it died. */
export function deathError(stderr: string, port: number, options: { dir?: string }): StartError {
  if (/already in use|address in use/i.test(stderr)) return portInUse(port)
  if (/disk is full|no space left/i.test(stderr)) return diskFull(options.dir)
  if (/malformed|not a database|corrupt/i.test(stderr)) {
    return new StartError(
      `The local data in ${options.dir ?? 'memory'} is damaged: start once with npm start -- --fresh.`,
    )
  }
  return new StartError(`The local database engine stopped at once (${stderr.trim() || 'no message'}).`)
}

async function stopChild(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const gone = new Promise<void>(resolve => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS)
  await gone
  clearTimeout(force)
}
