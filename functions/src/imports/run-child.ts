import { fork } from 'node:child_process'
import { createRequire } from 'node:module'
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
  bytes: Uint8Array,
  request: ReadRequest,
  take: (message: ChildMessage) => Promise<void>,
  options: ChildOptions,
): Promise<Done> {
  const { heapMb = workbookLimits.heapMb, timeoutMs = workbookLimits.timeoutMs, childPath = besideThisFile() } = options
  const child = fork(childPath, {
    execArgv: ['--expose-gc', `--max-old-space-size=${heapMb}`, ...loaderFor(childPath)],
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
  // A process that dies early closes pipe and channel; its exit says why.
  child.stdin?.on('error', () => undefined)
  child.stdin?.end(bytes)
  child.send(request, () => undefined)
  return reading.finally(() => {
    clearTimeout(timer)
    child.removeAllListeners('message')
    child.kill('SIGKILL')
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
