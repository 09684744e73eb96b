import { afterAll, inject, vi } from 'vitest'

// Vitest's setup of each file: its worker's lane, under the names that the product itself reads.
const lane = inject('lanes')[Number(process.env.VITEST_POOL_ID) - 1]
if (!lane) throw new Error(`worker ${process.env.VITEST_POOL_ID} has no lane`)
Object.assign(process.env, lane)

// The next file finds the environment and the clock as they are.
afterAll(() => {
  vi.unstubAllEnvs()
  vi.useRealTimers()
})
