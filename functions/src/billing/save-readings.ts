import type { meterApi, SavedReading } from '@linli/shared/billing/meter-api'
import { meterProblems, readingSentence } from '@linli/shared/billing/meter-words'
import { nextReading } from '@linli/shared/billing/next-reading'
import type { InputOf } from '@linli/shared/contract'
import { AppError, sentenceOf } from '@linli/shared/errors'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { getMeters, meterWrite, type StoredMeter } from './meter-store'
import { readingIdOf, readingItem, type StoredReading } from './reading-store'
import { whoDid } from './words'

type Input = InputOf<typeof meterApi.saveReadings>
type Typed = Input['readings'][number]

/** A meter and its reading are two writes. */
const perTransaction = 25

/**
 * Typed readings of one day. Each is decided by itself, conditioned on its meter as it was read: what is wrong with one
 * keeps no other back, and of two clerks the second is told that the day was read.
 */
export async function saveReadings(ctx: Context, input: Input): Promise<{ results: SavedReading[] }> {
  const { communityId, readOn } = input
  if (readOn > ctx.today())
    throw new AppError('request.invalid', { fields: [{ path: 'readOn', message: meterProblems.future }] })
  const typed = [...new Map(input.readings.map(each => [each.meterId, each])).values()]
  const results: SavedReading[] = []
  for (let at = 0; at < typed.length; at += perTransaction)
    results.push(...(await saveSome(ctx, communityId, readOn, typed.slice(at, at + perTransaction))))
  return { results }
}

async function saveSome(ctx: Context, communityId: string, readOn: string, typed: Typed[]): Promise<SavedReading[]> {
  return deciding(async () => {
    const meters = await getMeters(
      ctx,
      typed.map(each => ({ ...each, communityId })),
    )
    const decided = typed.map((each, i) => decide(ctx, meters[i], readOn, each))
    const writes = decided.flatMap(({ writes }) => writes)
    const saved = decided.filter(({ writes }) => writes.length > 0)
    if (saved.length > 0) {
      const audit = auditItem(ctx, {
        communityId,
        action: 'billing.save_readings',
        objectType: 'community',
        objectId: communityId,
        summary: `抄表 ${saved.length} 块（${readOn}）：${saved[0]?.result.meter?.roomCode ?? ''} 起`,
      })
      await ctx.db.transact([...writes, audit], audit.put)
    }
    return decided.map(({ result }) => result)
  })
}

type Decided = { result: SavedReading; writes: Write[] }

function decide(ctx: Context, meter: StoredMeter | undefined, readOn: string, typed: Typed): Decided {
  const { meterId, value, rolledOver } = typed
  if (!meter) return refusal(meterId, sentenceOf('record.not_found'))
  if (meter.last?.readOn === readOn && meter.last.value === value) return { result: savedAs(meter), writes: [] }
  const taken = takeReading(meter, { value, readOn, rolledOver }, { by: whoDid(ctx.actor), at: ctx.now() })
  if ('problem' in taken) return refusal(meterId, taken.problem)
  return { result: savedAs(taken.meter), writes: taken.writes }
}

const refusal = (meterId: string, message: string): Decided => ({
  result: { meterId, outcome: 'refused', message },
  writes: [],
})

const savedAs = (meter: StoredMeter): SavedReading => ({
  meterId: meter.meterId,
  outcome: meter.last?.state === 'held' ? 'held' : 'saved',
  meter,
})

type Entered = {
  by: string
  at: string
  importId?: string
  photo?: StoredReading['photo']
  /** Held for a person, whatever it says. */
  unsent?: boolean
}

/** The writes of a meter's next reading, conditioned on the meter as it was read; or why it is not taken. */
export function takeReading(
  meter: StoredMeter,
  typed: Parameters<typeof nextReading>[1],
  { by, at, importId, photo, unsent }: Entered,
): { meter: StoredMeter; reading: StoredReading; writes: Write[] } | { problem: string } {
  const next = nextReading(meter, typed)
  if (!next.ok) return { problem: readingSentence(next.reason, meter) }
  const { meterId, communityId, roomId, roomCode, type, number } = meter
  const reading: StoredReading = {
    readingId: readingIdOf(meterId, typed.readOn),
    meterId,
    communityId,
    roomId,
    roomCode,
    type,
    number,
    ...next.reading,
    ...(unsent && { state: 'held', held: 'unsent' }),
    ...(photo && { photo }),
    enteredBy: by,
    enteredAt: at,
    ...(importId && { importId }),
  }
  const { last } = next.state
  const changed = meterWrite(meter, unsent && last ? { ...next.state, last: { ...last, state: 'held' } } : next.state)
  return { meter: changed.meter, reading, writes: [changed.write, { put: readingItem(reading), ifAbsent: true }] }
}
