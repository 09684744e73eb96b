import type { StateDir } from './state-dir'

/** The stack's time: the machine's clock plus an offset that people may move. SigV4, TLS and TOTP keep real time. */
export interface Clock {
  nowMs(): number
  /** Moves forward by an ISO 8601 duration of days, hours, minutes and seconds (P1D, PT2H30M), or to `until` (ISO instant). */
  advance(by: { duration?: string; until?: string }): Promise<void>
}

/** Opens the clock with the offset that was kept. */
export async function openClock(state: StateDir): Promise<Clock> {
  const kept = await state.readJson('clock.json')
  let offsetMs = typeof kept === 'object' && kept !== null && 'offsetMs' in kept ? Number(kept.offsetMs) : 0
  const nowMs = () => Date.now() + offsetMs
  return {
    nowMs,
    async advance({ duration, until }) {
      const byMs = until === undefined ? parseDuration(duration ?? '') : Date.parse(until) - nowMs()
      if (!Number.isFinite(byMs) || byMs < 0 || byMs > 800 * 86_400_000)
        throw new RangeError('the clock moves forward only, by at most 800 days')
      offsetMs += byMs
      await state.writeJson('clock.json', { offsetMs })
    },
  }
}

/** Milliseconds of `P1DT2H30M10S`; NaN when it is none. */
export function parseDuration(text: string): number {
  const match = /^P(?!$)(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text)
  if (!match) return Number.NaN
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map(part => Number(part ?? 0))
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000
}
