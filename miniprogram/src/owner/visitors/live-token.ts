import { startOfStep, stepAt, stepMs } from '@linli/shared/visitors/pass-token'
import type { PassFace, SignedStep } from '@linli/shared/visitors/schema'

/** How far this phone's clock is behind the server's, as an answer tells that has just arrived. */
export const behindMs = ({ now }: Pick<PassFace, 'now'>, arrivedAtMs: number): number => Date.parse(now) - arrivedAtMs

/** What is shown at this moment of the server's clock, how long still, and whether more has to be fetched soon. */
export function liveToken(
  tokens: readonly SignedStep[],
  serverMs: number,
): { token: string | undefined; seconds: number; isRunningOut: boolean } {
  const step = stepAt(serverMs)
  const last = tokens.at(-1)?.step
  return {
    token: tokens.find(each => each.step === step)?.token,
    seconds: Math.ceil((startOfStep(step) + stepMs - serverMs) / 1000),
    // None yet: outside its hours a pass has none, and they begin while the page is open.
    isRunningOut: last === undefined || last - step < 2,
  }
}
