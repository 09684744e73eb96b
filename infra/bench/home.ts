import * as z from 'zod'
import { bundleFile, bundleProduct } from './bundles'
import type { Figure } from './figure'
import { callsPerSecond, HttpCall } from './load-http'
import { inTurns } from './rounds'
import type { Side } from './side'
import { openWorld } from './world'

const rounds = 30
const concurrency = 16
const callsPerRound = 1000

/**
 * First screens a second at concurrency 16 ÷ a bare node:http handler making the same reads, the session's included. Both
 * are bundles, as functions are: run from source, the loader's names for every inner function cost the product a percent.
 */
export async function apiHome(say: (line: string) => void): Promise<Figure[]> {
  say(`concurrency ${concurrency}, 300 owners who owe 6 bills each, ${rounds} rounds of ${callsPerRound} calls`)
  const world = await openWorld()
  try {
    const ours = await asking(world.side(await bundleProduct('home-ours')))
    const bare = await asking(world.side(await bundleFile('home-bare')))
    return [{ name: 'api-home', unit: 'requests/s', ...(await inTurns(rounds, ours, bare, say)) }]
  } finally {
    await world.stop()
  }
}

async function asking(side: Side): Promise<() => Promise<number>> {
  const url = await side.ask('url', z.string())
  const homes = await side.ask('prepare', z.array(HttpCall))
  const calls = Array.from({ length: callsPerRound }, (_, i) => homes[i % homes.length] ?? { path: '/' })
  return () => callsPerSecond(url, calls, concurrency, 200)
}
