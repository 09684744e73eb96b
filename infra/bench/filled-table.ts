import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeCommunity, type Place } from '@linli/functions/test/make'
import { type Meter, meter } from './capacity'
import { fillDatabase } from './fill-database'
import { productDeps } from './product'
import { openWorld } from './world'

type Filled = { communityId: string; items: Iterable<Record<string, unknown>>; say: (line: string) => void }

/** Measures in a community whose items were written straight into the database, with what each read consumes counted. */
export async function inFilledTable<T>(
  { communityId, items, say }: Filled,
  measure: (place: Place, counted: Meter) => Promise<T>,
): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'linli-filled-'))
  try {
    await fillDatabase(dir, items, say)
    const world = await openWorld({ dir })
    try {
      Object.assign(process.env, world.environment)
      let counted: Meter | undefined
      const deps = productDeps(({ dynamo }) => {
        counted = meter(dynamo)
      })
      if (!counted) throw new Error('no meter')
      return await measure(await makeCommunity(deps, { communityId }), counted)
    } finally {
      await world.stop()
    }
  } finally {
    await rm(dir, { recursive: true })
  }
}
