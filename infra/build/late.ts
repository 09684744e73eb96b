/**
 * An object that is made when something first looks into it, and from then on answers as that object does. Bundles hold
 * it (`late-shapes.ts`), sources never name it.
 */
export function late<T extends object>(make: () => T): T {
  let made: T | undefined
  const whole = () => (made ??= make())
  // oxlint-disable-next-line typescript/consistent-type-assertions
  return new Proxy({} as T, {
    get: (_, name): unknown => Reflect.get(whole(), name),
    has: (_, name) => Reflect.has(whole(), name),
    ownKeys: () => Reflect.ownKeys(whole()),
    getOwnPropertyDescriptor: (_, name) => Reflect.getOwnPropertyDescriptor(whole(), name),
    getPrototypeOf: () => Reflect.getPrototypeOf(whole()),
  })
}
