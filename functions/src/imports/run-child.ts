import { fork } from 'node:child_process'
import { createRequire } from 'node:module'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { ChildMessage, type ReadRequest } from './child-message'
import { workbookLimits } from './workbook-limits'
import { WorkbookRefused } from './workbook-refused'

export type ChildOptions = {
  /** The reading process's module. Default: parse-child beside this file, `.ts` from source, `.mjs` in a bundle. */
  childPath?: string
  timeoutMs?: number
  heapMb?: number
}

type Done = { format: 'xlsx' | 'xls' | 'csv'; peakRssKb: number }

/**
 * Runs the reading process on one file and hands on what it says, one message after the other: it sends the next when
 * `take` is through with the last. Answers its last message. It has no environment and is killed when it takes too long.
 */
export function runChild(
  file: Uint8Array | Readable,
  request: ReadRequest,
  take: (message: ChildMessage) => Promise<void>,
  options: ChildOptions,
): Promise<Done> {
  const { heapMb = workbookLimits.heapMb, timeoutMs = workbookLimits.timeoutMs, childPath = besideThisFile() } = options
  const child = fork(childPath, {
    execArgv: ['--expose-gc', '--max-semi-space-size=4', `--max-old-space-size=${heapMb}`, ...loaderFor(childPath)],
    env: {},
    stdio: ['pipe', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  })
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    child.kill('SIGKILL')
  }, timeoutMs)
  const reading = new Promise<Done>((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', () => reject(new WorkbookRefused(isLate ? 'too_slow' : 'too_heavy')))
    let before = Promise.resolve()
    const deal = async (message: unknown) => {
      const known = ChildMessage.parse(message)
      if (known.kind === 'refused') throw new WorkbookRefused(known.refusal)
      if (known.kind === 'done') return resolve({ format: known.format, peakRssKb: known.peakRssKb })
      await take(known)
      if (child.connected) child.send('received', () => undefined)
    }
    child.on('message', message => {
      before = before.then(() => deal(message)).catch(reject)
    })
  })
  const feeding = feed(file, child.stdin)
  child.send(request, () => undefined)
  return Promise.race([reading, feeding]).finally(() => {
    clearTimeout(timer)
    child.removeAllListeners('message')
    child.kill('SIGKILL')
    if (!(file instanceof Uint8Array)) file.destroy()
  })
}

/** Hands the file over as it comes, and never answers. Throws what keeps it from coming; half a file is none. */
function feed(file: Uint8Array | Readable, pipe: Writable | null): Promise<never> {
  // A process that dies early closes pipe and channel; its exit says why.
  pipe?.on('error', () => undefined)
  return new Promise((_, reject) => {
    if (file instanceof Uint8Array) pipe?.end(file)
    else if (pipe) file.once('error', reject).pipe(pipe)
  })
}

function besideThisFile(): string {
  const name = import.meta.url.endsWith('.ts') ? './parse-child.ts' : './parse-child.mjs'
  return fileURLToPath(new URL(name, import.meta.url))
}

/** TypeScript needs the loader that the source runs with; a bundle needs none. */
function loaderFor(childPath: string): string[] {
  if (!childPath.endsWith('.ts')) return []
  return ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href]
}
