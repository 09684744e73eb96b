const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** A message without a receipt for so long gets none any more; one whose call had no answer was never sent. */
export const receiptMs = 3 * dayMs
export const unknownMs = dayMs

const steps = [
  [10 * minuteMs, minuteMs],
  [2 * 60 * minuteMs, 10 * minuteMs],
  [dayMs, 60 * minuteMs],
] as const

/** Receipts mostly come within a minute; what is late is asked for more and more rarely. */
export const receiptPause = (ageMs: number): number => steps.find(([age]) => ageMs < age)?.[1] ?? 6 * 60 * minuteMs
