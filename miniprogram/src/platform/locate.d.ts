import type { Position } from '@linli/shared/position'

/** Where the phone is now; undefined when its owner, or the phone, does not say. The staff's app alone asks. */
export function locate(): Promise<Position | undefined>

/** Opens the host's map at a place, from where it leads there. */
export function openMap(at: Position, name: string): void
