import { createHash } from 'node:crypto'
import { type Random, randomOf, seedOf } from './random'

/** Whatever acts: a person, or an instance of the product. A crash is a new life: what the old one waited for never goes on. */
export type Being = { name: string; life: number }

type Task = { at: number; nth: number; run: () => void; owner: Being | undefined; life: number; cancelled: boolean }

const realImmediate = globalThis.setImmediate
/** Until everything that can go on without us has gone on. */
const drained = () => new Promise<void>(resolve => realImmediate(resolve))

/**
 * One process, one virtual clock, one queue of things to come. At every await of the world (store, gateway, queue, timer)
 * somebody waits here, and the seeded delays decide who goes on first.
 */
export class World {
  readonly chance: Random
  /** Faults have chance of their own, so that one that is taken out leaves the others as they were. */
  readonly trouble: Random
  /** What happened, in sentences. */
  readonly story: string[] = []
  nowMs: number
  readonly startMs: number
  /** Whose promises go on at the moment. */
  current: Being | undefined
  /** How often somebody went on. */
  steps = 0
  readonly #tasks: Task[] = []
  readonly #hash = createHash('sha256')
  #nth = 0

  constructor(seed: number, startMs: number) {
    this.chance = randomOf(seedOf(seed, 'chance'))
    this.trouble = randomOf(seedOf(seed, 'trouble'))
    this.nowMs = startMs
    this.startMs = startMs
  }

  /** Runs something after a while, for its owner as long as that one lives; without an owner in any case. */
  later(ms: number, run: () => void, owner?: Being): Task {
    const at = this.nowMs + Math.max(0, ms)
    const task = { at, nth: this.#nth++, run, owner, life: owner?.life ?? 0, cancelled: false }
    push(this.#tasks, task)
    return task
  }

  /** A timer of whoever is at work. */
  timer(run: () => void, ms: number): Task {
    return this.later(ms, run, this.current)
  }

  cancel(task: unknown): void {
    if (typeof task === 'object' && task !== null && 'cancelled' in task) task.cancelled = true
  }

  /** A pause of whoever is at work. */
  pause(ms: number): Promise<void> {
    return new Promise(resolve => this.later(ms, resolve, this.current))
  }

  tell(sentence: string): void {
    this.note(sentence)
    const seconds = (this.nowMs - this.startMs) / 1000
    this.story.push(`${seconds.toFixed(1).padStart(8)} s  ${sentence}`)
  }

  /** Into the trace alone. */
  note(what: string): void {
    this.#hash.update(`${this.nowMs} ${this.current?.name ?? ''} ${what}\n`)
  }

  /** Lets everything happen that is due before a moment, which it is then; answers whether something is left after it. */
  async run(untilMs: number): Promise<boolean> {
    for (let next = this.#tasks[0]; next && next.at <= untilMs; next = this.#tasks[0]) {
      pop(this.#tasks)
      if (next.cancelled || (next.owner && next.owner.life !== next.life)) continue
      this.nowMs = Math.max(this.nowMs, next.at)
      this.steps += 1
      this.current = next.owner
      next.run()
      await drained()
      this.current = undefined
    }
    if (untilMs !== Number.POSITIVE_INFINITY) this.nowMs = Math.max(this.nowMs, untilMs)
    return this.#tasks.length > 0
  }

  traceHash(): string {
    return this.#hash.copy().digest('hex')
  }

  bytes(size: number): Buffer {
    return Buffer.from(Array.from({ length: size }, () => this.chance.between(0, 255)))
  }

  uuid(): string {
    const hex = this.bytes(16).toString('hex')
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
  }
}

const before = (a: Task, b: Task) => a.at < b.at || (a.at === b.at && a.nth < b.nth)

/** A binary heap: the next thing stands first. */
function push(heap: Task[], task: Task): void {
  let at = heap.push(task) - 1
  while (at > 0) {
    const up = (at - 1) >> 1
    const [own, other] = [heap[at], heap[up]]
    if (!own || !other || before(other, own)) break
    heap[at] = other
    heap[up] = own
    at = up
  }
}

function pop(heap: Task[]): void {
  const last = heap.pop()
  if (!last || heap.length === 0) return
  heap[0] = last
  for (let at = 0; ; ) {
    const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]]
    const least = left && right && before(right, left) ? 2 * at + 2 : 2 * at + 1
    const [own, other] = [heap[at], heap[least]]
    if (!own || !other || before(own, other)) break
    heap[at] = other
    heap[least] = own
    at = least
  }
}
