import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** Few enough for every test to know them. */
export const sampleRooms = 8

/**
 * Vitest's global setup: the sample estate is made once, unless LINLI_SAMPLE_ESTATE names one; each file's stack starts
 * from a copy of it (estate.ts). A process of its own makes it: the runner would compile the whole product for that, in
 * the process that feeds the workers.
 */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env['LINLI_SAMPLE_ESTATE']) return undefined
  const dir = await mkdtemp(path.join(tmpdir(), 'linli-sample-'))
  const maker = fileURLToPath(new URL('make-sample.ts', import.meta.url))
  await promisify(execFile)(process.execPath, ['--import', 'tsx', maker, dir])
  process.env['LINLI_SAMPLE_ESTATE'] = dir
  return () => rm(dir, { recursive: true, force: true })
}
