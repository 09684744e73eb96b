import * as z from 'zod'
import type { Figure } from './figure'
import { callsPerSecond, type HttpCall } from './load-http'
import { inTurns } from './rounds'
import type { BenchChannel } from './orders'
import type { Side } from './side'
import { openWorld } from './world'

const Notices = z.array(z.object({ headers: z.record(z.string(), z.string()), body: z.string() }))

const rounds = 5

/** Notices paid a second at concurrency 8: our callback app ÷ bare verify, decrypt, one read, one TransactWrite. */
export const callback =
  (channel: BenchChannel) =>
  async (say: (line: string) => void): Promise<Figure[]> => {
    const concurrency = 8
    say(`concurrency ${concurrency}, orders of 3 bills over 20 communities, ${rounds} rounds`)
    const world = await openWorld()
    try {
      const load = { count: 300, communities: 20, concurrency, channel }
      const ours = await settling(world.side('callback-ours.ts'), load)
      const bare = await settling(world.side('callback-bare.ts'), load)
      return [{ name: `callback:${channel}`, unit: 'settlements/s', ...(await inTurns(rounds, ours, bare, say)) }]
    } finally {
      await world.stop()
    }
  }

/** The same at 32 at once under the strict middleware: all of one community ÷ over many. */
export async function callbackHot(say: (line: string) => void): Promise<Figure[]> {
  const concurrency = 32
  say(`concurrency ${concurrency}, strict middleware on, one community ÷ 100 communities, ${rounds} rounds`)
  const world = await openWorld()
  try {
    const channel = 'wechat'
    const strict = { LINLI_BENCH_STRICT: '1' }
    const one = await settling(world.side('callback-ours.ts', strict), {
      count: 320,
      communities: 1,
      concurrency,
      channel,
    })
    const many = await settling(world.side('callback-ours.ts', strict), {
      count: 320,
      communities: 100,
      concurrency,
      channel,
    })
    return [{ name: 'callback-hot', unit: 'settlements/s', ...(await inTurns(rounds, one, many, say)) }]
  } finally {
    await world.stop()
  }
}

type Load = { count: number; communities: number; concurrency: number; channel: BenchChannel }

/** What each provider's notices are posted to, and how they are acknowledged. */
const doors = {
  wechat: { path: '/callbacks/wechat/linli', status: 204 },
  alipay: { path: '/callbacks/alipay/linli-alipay', status: 200 },
} as const

async function settling(
  side: Side,
  { count, communities, concurrency, channel }: Load,
): Promise<() => Promise<number>> {
  const url = await side.ask('url', z.string())
  const { path, status } = doors[channel]
  return async () => {
    const notices = await side.ask('prepare', Notices, { count, communities, channel })
    const calls = notices.map((notice): HttpCall => ({ path, method: 'POST', ...notice }))
    const rate = await callsPerSecond(url, calls, concurrency, status)
    await side.ask('rest', z.unknown())
    return rate
  }
}
