import type { Position } from '@linli/shared/position'
import { locate } from '../platform/locate'

const mostMs = 3_000

/** For what was just photographed: where, when its owner allows it and the phone knows soon; a picture waits for no satellite. */
export async function whereNow(): Promise<{ where?: Position }> {
  const where = await Promise.race([locate(), new Promise<undefined>(resolve => setTimeout(resolve, mostMs))])
  return where ? { where } : {}
}
