import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import { startObjectStore } from '../local/object-store'
import type { Figure } from './figure'
import { workbookOf } from './import-estate'
import { peakKb, residentKb } from './rss'
import { openWorld } from './world'

const rows = 100_000
const mostMb = 512
const mostSeconds = 600
const told = 10_000

/**
 * The largest file: what the process that imports it and the one that reads it keep in memory together at any moment, and
 * how long it takes from the file to the last commit; the engine keeps its data in a file. Beside their limits.
 */
export async function importLarge(say: (line: string) => void): Promise<Figure[]> {
  const dir = await mkdtemp(join(tmpdir(), 'linli-bench-'))
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret' }
  const objects = await startObjectStore({ dir: join(dir, 'files'), bucket: 'linli-files', credentials })
  const world = await openWorld({ dir: join(dir, 'data') })
  try {
    const ours = world.side('import-ours.ts', { LINLI_S3_ENDPOINT: objects.endpoint })
    const bytes = workbookOf(rows)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const started = await ours.ask('start', Started, { size: bytes.length, sha256 })
    const put = await fetch(started.uploadUrl, { method: 'PUT', body: new Uint8Array(bytes) })
    if (!put.ok) throw new Error(`upload: ${put.status}`)
    say(`${rows} rows, ${(bytes.length / 1e6).toFixed(1)} MB`)
    const watched = watch(started.pid, say)
    const seconds = await ours.ask('whole', z.number())
    const peak = watched.end()
    say(`the importing process alone ${(peakKb(started.pid) / 1024).toFixed(0)} MB`)
    return [
      { name: 'import-large:memory', value: peak, unit: 'MB', baseline: mostMb, ratio: peak / mostMb },
      { name: 'import-large:time', value: seconds, unit: 's', baseline: mostSeconds, ratio: seconds / mostSeconds },
    ]
  } finally {
    await world.stop()
    await objects.stop()
    await rm(dir, { recursive: true, force: true })
  }
}

const Started = z.object({ uploadUrl: z.string(), pid: z.number() })

function watch(pid: number, say: (line: string) => void): { end: () => number } {
  const began = performance.now()
  let [peak, last] = [0, began]
  const timer = setInterval(() => {
    peak = Math.max(peak, residentKb(pid) / 1024)
    if (performance.now() - last < told) return
    last = performance.now()
    say(`after ${((last - began) / 1000).toFixed(0)} s, at most ${peak.toFixed(0)} MB`)
  }, 50)
  return {
    end() {
      clearInterval(timer)
      return peak
    },
  }
}
