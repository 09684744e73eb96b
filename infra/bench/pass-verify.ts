import * as z from 'zod'
import type { Figure } from './figure'
import { callsPerSecond, HttpCall } from './load-http'
import { inTurns } from './rounds'
import type { Side } from './side'
import { openWorld } from './world'

const rounds = 7
const concurrency = 8
const count = 200

/** What the guard taps: the look at a QR, or 放行 after it. */
export const PassWish = z.object({ count: z.number(), tap: z.enum(['scan', 'admit']) })
type Tap = z.infer<typeof PassWish>['tap']

/** Visitors a second at a gate, each of the guard's two taps ÷ the same reads, one Ed25519 verification, one conditional update. */
export async function passVerify(say: (line: string) => void): Promise<Figure[]> {
  say(`${count} visitors, concurrency ${concurrency}, ${rounds} rounds each`)
  const world = await openWorld()
  try {
    const sides = { ours: world.side('pass-ours.ts'), bare: world.side('pass-bare.ts') }
    const figures: Figure[] = []
    for (const tap of PassWish.shape.tap.options) {
      const [ours, bare] = [await tapping(sides.ours, tap), await tapping(sides.bare, tap)]
      figures.push({ name: `pass-verify:${tap}`, unit: 'visitors/s', ...(await inTurns(rounds, ours, bare, say)) })
    }
    return figures
  } finally {
    await world.stop()
  }
}

async function tapping(side: Side, tap: Tap): Promise<() => Promise<number>> {
  const url = await side.ask('url', z.string())
  return async () => {
    // A QR lives for a minute: each round has visitors of its own.
    const calls = await side.ask('prepare', z.array(HttpCall), { count, tap })
    const rate = await callsPerSecond(url, calls, concurrency, 200)
    await side.ask('rest', z.unknown())
    return rate
  }
}
