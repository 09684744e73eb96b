import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import type { World } from './world'

/** The world that the product's timers and chance belong to at the moment. */
let world: World | undefined

/** Everything that runs until the next call happens in this world: time and chance are its own. */
export function inWorld(next: World | undefined): void {
  install()
  world = next
}

const timers = { set: globalThis.setTimeout, clear: globalThis.clearTimeout, now: performance.now.bind(performance) }
let isInstalled = false

/**
 * Timers, the monotonic clock and chance, for the whole process: whatever the product waits for or draws comes from the
 * seed. Outside a world all of them are the real ones.
 */
function install(): void {
  if (isInstalled) return
  isInstalled = true
  const given = { randomBytes: crypto.randomBytes, randomInt: crypto.randomInt, randomUUID: crypto.randomUUID }
  Object.assign(globalThis, {
    setTimeout: (run: () => void, ms = 0, ...more: unknown[]) =>
      world ? world.timer(run, ms) : Reflect.apply(timers.set, globalThis, [run, ms, ...more]),
    clearTimeout: (timer: unknown) => (world ? world.cancel(timer) : Reflect.apply(timers.clear, globalThis, [timer])),
  })
  performance.now = () => (world ? world.nowMs - world.startMs : timers.now())
  Object.assign(crypto, {
    randomBytes: (size: number, ...more: unknown[]) =>
      world ? world.bytes(size) : Reflect.apply(given.randomBytes, crypto, [size, ...more]),
    randomInt: (...range: number[]) =>
      world
        ? range.length > 1
          ? world.chance.between(range[0] ?? 0, (range[1] ?? 0) - 1)
          : world.chance.between(0, (range[0] ?? 1) - 1)
        : Reflect.apply(given.randomInt, crypto, range),
    randomUUID: () => (world ? world.uuid() : given.randomUUID()),
  })
  syncBuiltinESMExports()
}
