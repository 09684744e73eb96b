import { fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { basename } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Sheet } from '@linli/shared/imports/schema'
import { ChildMessage } from './child-message'
import { workbookLimits } from './workbook-limits'
import { WorkbookRefused } from './workbook-refused'

/** The visible sheets with their rows; `hiddenSheets` were not read. `peakRssKb` is what reading cost in its process. */
export type Workbook = { format: 'xlsx' | 'csv'; sheets: Sheet[]; hiddenSheets: string[]; peakRssKb: number }

export type ReadOptions = {
  /** Rows read so far, and how many there are as far as known (0: not known). */
  onProgress?: (done: number, total: number) => void
  /** The reading process's module. Default: parse-child beside this file, `.ts` from source, `.mjs` in a bundle. */
  childPath?: string
  timeoutMs?: number
  heapMb?: number
}

/**
 * Reads an .xlsx or .csv (UTF-8, UTF-16, GBK) in a process of its own, with a memory and a time limit, killed at the
 * end. Throws WorkbookRefused with a closed reason; what that process does wrong never reaches this one.
 */
export async function readWorkbook(bytes: Uint8Array, fileName: string, options: ReadOptions = {}): Promise<Workbook> {
  if (bytes.length === 0) throw new WorkbookRefused('empty_file')
  if (bytes.length > workbookLimits.fileBytes) throw new WorkbookRefused('too_large')
  const book: Workbook = { format: 'csv', sheets: [], hiddenSheets: [], peakRssKb: 0 }
  let [done, total] = [0, 0]
  const take = (message: ChildMessage) => {
    if (message.kind === 'refused') throw new WorkbookRefused(message.refusal)
    if (message.kind === 'done') Object.assign(book, { format: message.format, peakRssKb: message.peakRssKb })
    if (message.kind === 'sheet' && message.hidden) book.hiddenSheets.push(message.name)
    if (message.kind === 'sheet' && !message.hidden) {
      total += message.rows
      book.sheets.push({ name: message.name || basename(fileName), rows: [] })
    }
    if (message.kind === 'rows') {
      for (const row of message.rows) book.sheets.at(-1)?.rows.push(row)
      done += message.rows.length
      options.onProgress?.(done, total)
    }
  }
  await runChild(bytes, take, options)
  if (done === 0) throw new WorkbookRefused('no_rows')
  return book
}

function runChild(bytes: Uint8Array, take: (message: ChildMessage) => void, options: ReadOptions): Promise<void> {
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
  const reading = new Promise<void>((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', () => reject(new WorkbookRefused(isLate ? 'too_slow' : 'too_heavy')))
    child.on('message', message => {
      try {
        const known = ChildMessage.parse(message)
        take(known)
        if (known.kind === 'done') resolve()
      } catch (error) {
        reject(error instanceof Error ? error : new WorkbookRefused('damaged'))
      }
    })
  })
  // A process that dies early closes the pipe; its exit says why.
  child.stdin?.on('error', () => undefined)
  child.stdin?.end(bytes)
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
