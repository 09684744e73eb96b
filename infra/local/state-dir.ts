import { mkdir, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { diskFull, explainSystemError, StartError } from './start-error'

/** Where the local stack keeps everything: one directory, owned by one running stack at a time. */
export interface StateDir {
  path: string
  /** A path inside the directory. */
  file(...names: string[]): string
  /** Writes a JSON file at once (readers never see half of it). */
  writeJson(name: string, value: unknown): Promise<void>
  /** The parsed JSON file, or undefined when it is absent; the caller validates it. */
  readJson(name: string): Promise<unknown>
  /** Gives the directory up; a throw-away directory is removed. */
  close(): Promise<void>
}

interface StateDirOptions {
  path: string
  /** Empties the directory first. */
  fresh?: boolean
  /** Removes the directory on close. */
  throwAway?: boolean
  minFreeBytes?: number
}

const DEFAULT_MIN_FREE_BYTES = 64 * 1024 * 1024

/**
 * Opens (and makes) the state directory.
 * @throws StartError when another stack uses it, the disk is full, or it cannot be written
 */
export async function openStateDir(options: StateDirOptions): Promise<StateDir> {
  const { path } = options
  const file = (...names: string[]) => join(path, ...names)
  try {
    await mkdir(path, { recursive: true })
    await refuseSecondStack(file('pid'))
    if (options.fresh) {
      await rm(path, { recursive: true, force: true })
      await mkdir(path, { recursive: true })
    }
    await assertDiskSpace(path, options.minFreeBytes ?? DEFAULT_MIN_FREE_BYTES)
    await writeFile(file('pid'), `${process.pid}\n`)
  } catch (error) {
    throw explainSystemError(error, { path })
  }
  return {
    path,
    file,
    writeJson: (name, value) => writeJson(file(name), value),
    readJson: name => readJson(file(name)),
    close: () => (options.throwAway ? rm(path, { recursive: true, force: true }) : rm(file('pid'), { force: true })),
  }
}

async function refuseSecondStack(pidFile: string): Promise<void> {
  const text = await readFile(pidFile, 'utf8').catch(() => '')
  const pid = Number.parseInt(text, 10)
  if (!Number.isInteger(pid) || pid === process.pid || !isRunning(pid)) return
  throw new StartError(`Linli already runs from this directory (process ${pid}): stop it before starting another one.`)
}

/** True when a process of that id exists, whoever owns it. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function assertDiskSpace(path: string, minFreeBytes: number): Promise<void> {
  if ((await freeBytes(path)) < minFreeBytes) throw diskFull(path)
}

/** What a start ended with; a disk that filled meanwhile is told as such, whichever part could not write. */
export async function orDiskFull(error: unknown, path: string, minFreeBytes = 8 * 1024 * 1024): Promise<unknown> {
  const free = await freeBytes(path).catch(() => minFreeBytes)
  return free < minFreeBytes ? diskFull(path) : error
}

async function freeBytes(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path)
  return bavail * bsize
}

async function writeJson(path: string, value: unknown): Promise<void> {
  const draft = `${path}.${process.pid}.tmp`
  try {
    await writeFile(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
    await rename(draft, path)
  } catch (error) {
    throw explainSystemError(error, { path })
  }
}

async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : JSON.parse(text)
}
