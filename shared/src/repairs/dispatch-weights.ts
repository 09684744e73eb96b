/** What a minute of each weighs: the sum of all three is what dispatch keeps low. */
export const dispatchWeights = {
  travel: 1,
  late: 1,
  /** Minutes for each squared order above or below what everybody has on average. */
  imbalance: 4,
  /** A minute late of 困人, 爆管, 燃气, 停电 weighs so much more. */
  emergency: 10,
  /** An order outside somebody's buildings counts as so long a way. */
  outOfAreaMin: 20,
}
export type DispatchWeights = typeof dispatchWeights
