import { ulid } from '@linli/shared/ids'
import type { World } from './world'

/** Ids from the world's chance and an instance's own clock. */
export const idsOf = (world: World, nowMs: () => number) => () => ulid(nowMs(), world.bytes(10))
