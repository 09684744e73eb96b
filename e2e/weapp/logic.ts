import path from 'node:path'
import vm from 'node:vm'
import type { Bundle } from './bundle'

export type Definition = Record<string, unknown>

/** Calls a method if the object has it; lifecycle methods of WeChat are all optional. */
export function invoke(target: object, name: string, ...args: unknown[]): unknown {
  const method: unknown = Reflect.get(target, name)
  return typeof method === 'function' ? Reflect.apply(method, target, args) : undefined
}

/** What WeChat's logic layer does not have, and what it has but neutered. */
const neuter = `
for (const name of ['WebAssembly', 'SharedArrayBuffer', 'Atomics', 'Intl', 'escape', 'unescape']) delete globalThis[name];
globalThis.eval = undefined;
{
  const Real = Function;
  const Hollow = function Function() { return function () {} };
  Hollow.prototype = Real.prototype;
  Real.prototype.constructor = Hollow;
  globalThis.Function = Hollow;
}`

type Options = {
  /** Divides every timer of the app: 20 makes a minute three seconds. */
  timerSpeed: number
  onError: (problem: unknown) => void
}

/** The logic layer: app.js, page and component scripts in a bare realm without DOM, fetch or URL. */
export class Logic {
  readonly pages = new Map<string, Definition>()
  readonly components = new Map<string, Definition>()
  app: Definition | undefined
  private readonly realm: vm.Context
  private readonly modules = new Map<string, { exports: unknown }>()
  private loading = ''
  private readonly parse: (text: string) => unknown
  private readonly makePromise: (
    start: (ok: (value: unknown) => void, no: (problem: unknown) => void) => void,
  ) => unknown

  constructor(
    private readonly bundle: Bundle,
    options: Options,
  ) {
    const timed =
      (timer: typeof setTimeout | typeof setInterval) =>
      (work: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
        timer(() => {
          try {
            work(...args)
          } catch (problem) {
            options.onError(problem)
          }
        }, ms / options.timerSpeed)
    const say =
      (level: string) =>
      (...words: unknown[]) =>
        level === 'error' ? options.onError(words) : undefined
    const globals = {
      console: Object.fromEntries(['log', 'info', 'warn', 'error', 'debug'].map(level => [level, say(level)])),
      setTimeout: timed(setTimeout),
      setInterval: timed(setInterval),
      clearTimeout,
      clearInterval,
      App: (definition: Definition) => {
        this.app = definition
      },
      Page: (definition: Definition) => void this.pages.set(this.loading, definition),
      Component: (definition: Definition) => void this.components.set(this.loading, definition),
      Behavior: (definition: Definition) => definition,
      getApp: () => this.app,
    }
    this.realm = vm.createContext(globals)
    vm.runInContext('globalThis.global = globalThis', this.realm)
    vm.runInContext(neuter, this.realm)
    this.parse = vm.runInContext('text => JSON.parse(text)', this.realm)
    this.makePromise = vm.runInContext('start => new Promise(start)', this.realm)
  }

  provide(name: string, value: unknown): void {
    Object.assign(this.realm, { [name]: value })
  }

  /** A copy made inside the realm: wcc's bridge and zod look at constructors. */
  copy = (value: unknown): unknown => (value === undefined ? undefined : this.parse(JSON.stringify(value)))
  promise = (start: Parameters<Logic['makePromise']>[0]): unknown => this.makePromise(start)

  /** WeChat's `require`: paths relative to the file that asks, each module once. */
  require(name: string, from = ''): unknown {
    const joined = name.startsWith('.') ? path.posix.join(path.posix.dirname(from), name) : name.replace(/^\//, '')
    const id = joined.endsWith('.js') ? joined : `${joined}.js`
    const known = this.modules.get(id)
    if (known) return known.exports
    const module: { exports: unknown } = { exports: {} }
    this.modules.set(id, module)
    const source = `(function(require,module,exports){${this.bundle.text(id)}\n})`
    const run: (...args: unknown[]) => void = vm.runInContext(source, this.realm, {
      filename: path.join(this.bundle.folder, id),
    })
    const before = this.loading
    this.loading = id.replace(/\.js$/, '')
    try {
      run((other: string) => this.require(other, id), module, module.exports)
    } finally {
      this.loading = before
    }
    return module.exports
  }
}
