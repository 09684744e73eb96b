import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { quietQueues } from '@linli/infra/local/quiet-queues'
import { seed } from '@linli/infra/local/seed'
import { startStack } from '@linli/infra/local/stack'

/** Few enough for every test to know them. */
export const sampleRooms = 8

/** Vitest's global setup: the sample estate is made once; each file's stack starts from a copy of it (estate.ts). */
export async function setup(): Promise<() => Promise<void>> {
  const dir = await mkdtemp(path.join(tmpdir(), 'linli-sample-'))
  const stack = await startStack({ dir, fresh: true, firstInMemory: true })
  await seed(stack, sampleRooms, () => undefined)
  await quietQueues(stack)
  await stack.stop()
  process.env['LINLI_SAMPLE_ESTATE'] = dir
  return () => rm(dir, { recursive: true, force: true })
}
