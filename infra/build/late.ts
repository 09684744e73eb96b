/**
 * An object that is made when something first looks into it, and from then on answers as that object does. Bundles hold
 * it (`late-shapes.ts`), sources never name it.
 */
export function late<T extends object>(make: () => T): T {
  let made: T | undefined
  let asked = 0
  const whole = (): T => {
    made ??= make()
    if (++asked === often) lookThrough(made)
    return made
  }
  // oxlint-disable-next-line typescript/consistent-type-assertions
  const proxy = new Proxy({} as T, {
    get: (_, name): unknown => Reflect.get(whole(), name),
    has: (_, name) => Reflect.has(whole(), name),
    ownKeys: () => Reflect.ownKeys(whole()),
    getOwnPropertyDescriptor: (_, name) => Reflect.getOwnPropertyDescriptor(whole(), name),
    getPrototypeOf: () => Reflect.getPrototypeOf(whole()),
  })
  behind.set(proxy, whole)
  return proxy
}

/** A handler that its first call makes, with what it imports; a later call finds it made. */
export function lateVerb<Args extends unknown[], T>(
  make: () => Promise<(...args: Args) => Promise<T>>,
): (...args: Args) => Promise<T> {
  let made: ((...args: Args) => Promise<T>) | undefined
  return async (...args) => {
    made ??= await make()
    return await made(...args)
  }
}

/** A start asks a shape a few times, and shall not make parts that nothing needs; an instance at work asks it on and on. */
const often = 64

/** What stands behind each late object. */
const behind = new WeakMap<object, () => object>()

/** Where a zod shape (v4) keeps the shapes that it is made of. */
const parts = ['innerType', 'element', 'keyType', 'valueType', 'left', 'right', 'in', 'out', 'rest']
const lists = ['shape', 'options', 'items']

/**
 * A parser is compiled for the very shapes that it is made of; asked through a late object, each costs a call that
 * nothing can inline. So a shape that is often asked gets its late parts as they are.
 */
function lookThrough(shape: object, seen = new Set<object>()): void {
  const def = objectIn(objectIn(shape, '_zod'), 'def')
  if (!def || seen.has(def)) return
  seen.add(def)
  const holders = [[def, parts], ...lists.map(name => [objectIn(def, name)] as const)] as const
  for (const [holder, names] of holders)
    for (const name of holder ? (names ?? Object.keys(holder)) : []) {
      const part = objectIn(holder, name)
      const whole = part && behind.get(part)
      if (whole && holder) Reflect.set(holder, name, whole())
      else if (part) lookThrough(part, seen)
    }
}

function objectIn(of: object | undefined, name: string): object | undefined {
  const value: unknown = of && Reflect.get(of, name)
  return typeof value === 'object' && value !== null ? value : undefined
}
