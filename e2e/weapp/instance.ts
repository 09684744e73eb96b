import { type Definition, invoke } from './logic'

/** What `setData` carried to the view: WeChat allows 256 KB a call and about 20 calls a second. */
export type SetDataCount = { calls: number; bytes: number; largest: number }

type Data = Record<string, unknown>

/** A page or component of the logic layer with the data that the view has of it. */
export class Instance {
  data: Data
  readonly methods: Definition
  dead = false

  constructor(
    definition: Definition,
    readonly route: string,
    private readonly count: SetDataCount,
    private readonly stirred: () => void,
    extra: Record<string, unknown> = {},
  ) {
    const first = definition.data
    this.data = typeof first === 'object' && first !== null ? structuredClone({ ...first }) : {}
    this.methods = Object.assign(Object.create(definition), { route, __route__: route, data: this.data, ...extra })
    this.methods.setData = (payload: Data, done?: () => void) => this.setData(payload, done)
  }

  has = (name: string): boolean => typeof this.methods[name] === 'function'
  call = (name: string, ...args: unknown[]): unknown => invoke(this.methods, name, ...args)

  private setData(payload: Data, done?: () => void): void {
    const text = JSON.stringify(payload)
    const bytes = Buffer.byteLength(text)
    this.count.calls++
    this.count.bytes += bytes
    this.count.largest = Math.max(this.count.largest, bytes)
    const received: Data = JSON.parse(text)
    for (const [key, value] of Object.entries(received)) setAt(this.data, key, value)
    this.stirred()
    if (!done) return
    setTimeout(() => {
      this.stirred()
      done.call(this.methods)
    }, 0)
  }
}

/** `root.cn.[0].cl` as WeChat reads it: numbers in brackets make lists. */
function setAt(data: Data, key: string, value: unknown): void {
  const parts = key
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter(part => part !== '')
  let at: Record<string, unknown> = data
  parts.slice(0, -1).forEach((part, i) => {
    const next = at[part]
    const inside: Record<string, unknown> = isObject(next) ? next : container(parts[i + 1])
    at[part] = inside
    at = inside
  })
  const last = parts.at(-1)
  if (last !== undefined) at[last] = value
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
function container(next: string | undefined): Record<string, unknown> {
  const list: unknown = /^\d+$/.test(next ?? '') ? [] : {}
  return isObject(list) ? list : {}
}
