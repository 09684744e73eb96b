import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import { startObjectStore } from '../local/object-store'
import type { Figure } from './figure'
import { inTurns } from './rounds'
import { openWorld } from './world'

const rounds = 5
const rows = 4_000

/**
 * Rows a second from a workbook to committed rooms, people and occupancies: read by the rules, previewed, confirmed,
 * written ÷ parsing the same file and bare transactions of the same items.
 */
export async function importRows(say: (line: string) => void): Promise<Figure[]> {
  say(`${rows} rows, ${rounds} rounds`)
  const dir = await mkdtemp(join(tmpdir(), 'linli-bench-'))
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret' }
  const objects = await startObjectStore({ dir, bucket: 'linli-files', credentials })
  const world = await openWorld()
  try {
    const ours = world.side('import-ours.ts', { LINLI_S3_ENDPOINT: objects.endpoint })
    const bare = world.side('import-bare.ts', { LINLI_S3_ENDPOINT: objects.endpoint })
    const measured = await inTurns(
      rounds,
      () => ours.ask('import', z.number(), rows),
      () => bare.ask('import', z.number(), rows),
      say,
    )
    return [{ name: 'import', unit: 'rows/s', ...measured }]
  } finally {
    await world.stop()
    await objects.stop()
    await rm(dir, { recursive: true, force: true })
  }
}
