/** When the confirming page asks, in seconds from its start: 1 2 3 5 8, then every 10 to 60. */
export const askAtSeconds: readonly number[] = [1, 2, 3, 5, 8, 18, 28, 38, 48, 58]
/** From here on the page says that leaving is safe, and offers it. */
export const slowAfterMs = 20_000
/** From here on nothing is asked by itself. */
export const endAfterMs = 60_000

/** The wait before each question, from the one before it. */
export const waitsMs: readonly number[] = askAtSeconds.map((at, i) => (at - (askAtSeconds[i - 1] ?? 0)) * 1000)
