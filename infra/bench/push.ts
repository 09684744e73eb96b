import { addDays, beijingDate } from '@linli/shared/time'
import * as z from 'zod'
import type { Figure } from './figure'
import { pushKind, pushTemplate } from './push-estate'
import { openWorld } from './world'

const people = 10_000
const perSecond = 100
/** After how many calls the first workers die. */
const deaths = [1700, 2600, 3100]
/** A dead worker's lease is over for the next one, whose clock is that far on. */
const leaseMs = 121_000
/** Told at night, households would wait for the morning: whenever it is measured, it is ten o'clock of the next day. */
const toDaytimeMs = () => {
  const now = new Date()
  return Date.parse(`${addDays(beijingDate(now.toISOString()), 1)}T10:00:00+08:00`) - now.getTime()
}

const Keys = z.object({ url: z.string(), appid: z.string(), secret: z.string() })
const Sent = z.object({ sent: z.number(), people: z.number() })

/**
 * One message to 10,000 households: calls a second ÷ the pace that is set, over the time in which a worker is there. Three
 * workers die in the midst of their calls; nobody may get a second message.
 */
export async function pushMany(say: (line: string) => void): Promise<Figure[]> {
  const world = await openWorld()
  try {
    const gateway = world.side('push-gateway.ts')
    const { url, appid, secret } = await gateway.ask('keys', Keys)
    const environment = {
      LINLI_WECHAT_API_BASE: url,
      LINLI_WECHAT_APPID: appid,
      LINLI_WECHAT_SECRET: secret,
      LINLI_WECHAT_TEMPLATES: JSON.stringify({ [pushKind]: pushTemplate }),
      LINLI_WECHAT_PUSHES_PER_SECOND: String(perSecond),
      LINLI_WECHATPAY_MERCHANTS: '[]',
      LINLI_ALIPAY_MERCHANTS: '[]',
    }
    await gateway.ask('allow', z.unknown(), people)
    const daytimeMs = toDaytimeMs()
    const workerOf = (nth: number) =>
      world.side('push-worker.ts', { ...environment, LINLI_BENCH_AHEAD_MS: String(daytimeMs + nth * leaseMs) })
    const first = workerOf(0)
    await first.ask('fill', z.unknown(), people)
    await first.ask('begin', z.unknown())
    say(`${people} households, ${perSecond} a second, ${deaths.length} workers die`)
    let seconds = 0
    for (const [i, dieAfter] of [...deaths, undefined].entries()) {
      const worker = i === 0 ? first : workerOf(i)
      // A process that is starting sends nothing: its start is nobody's pace.
      if (i > 0) await worker.ask('ready', z.unknown())
      const began = performance.now()
      const counts = await worker.ask('work', z.unknown(), { people, ...(dieAfter && { dieAfter }) }).catch(String)
      seconds += (performance.now() - began) / 1000
      say(`${i + 1}. worker after ${seconds.toFixed(1)} s: ${JSON.stringify(counts)}`)
    }
    const { sent, people: reached } = await gateway.ask('sent', Sent)
    say(`${sent} messages to ${reached} of ${people}`)
    if (sent !== reached) throw new Error(`${sent - reached} messages came twice`)
    const rate = sent / seconds
    return [{ name: 'push-10k', value: rate, unit: 'calls/s', baseline: perSecond, ratio: rate / perSecond }]
  } finally {
    await world.stop()
  }
}
