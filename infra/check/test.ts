import { runSteps, type Step } from './steps'
import { verifySteps, vitest } from './verify'

/** Phones and hosts live in every zone; the community's calendar decides (the first zone, UTC, is in verify). */
const zones: Step[] = ['Asia/Tokyo', 'America/New_York'].map(zone => ({
  name: `unit tests in ${zone}`,
  command: vitest('unit'),
  env: { TZ: zone },
  alone: true,
}))

/** Everything that CI checks, in the order in which a fault is cheapest to find. */
await runSteps([...verifySteps, ...zones])
