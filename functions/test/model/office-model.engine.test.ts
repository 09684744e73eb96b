import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { merchantDeps } from '../payments'
import { commands, kinds, type Model } from './commands'
import { openOffice } from './office'

/**
 * So many commands at least are run. The same stories every time, so that a red run is about the change; another number in
 * LINLI_SEED tells others. A failure prints its seed and the shortest story that fails.
 */
const wanted = 10_000
const firstSeed = Number(process.env.LINLI_SEED ?? 1)
const perOffice = 40

it('whatever offices do, in any order: their books are sound after every command', async () => {
  const world = await merchantDeps()
  const done = new Map<string, number>()
  let ran = 0
  const property = fc.asyncProperty(commands(perOffice), async script => {
    const model: Model = {
      cashFen: 0,
      spentFen: 0,
      prices: [{ from: '2020-01-01', price: 23_700 }],
      done,
      stated: new Map(),
    }
    await fc.asyncModelRun(async () => ({ model, real: await openOffice(world) }), script)
    ran += [...script].length
  })
  for (let seed = firstSeed; ran < wanted; seed++) await fc.assert(property, { numRuns: 25, seed })
  for (const kind of kinds) expect([kind, (done.get(kind) ?? 0) > 10]).toEqual([kind, true])
}, 900_000)
