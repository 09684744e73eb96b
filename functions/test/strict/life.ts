import type { Call } from './wire'

const WRITES = /^(Put|Update|Delete)Item$|^BatchWriteItem$|^TransactWriteItems$/

/** The life of the process behind one client. */
export class Life {
  #dead = false
  #plan: { atWrite: number; when: 'before' | 'after' } | undefined
  #writes = 0

  /** The process dies at its n-th write from now (1 = the next): before it is committed, or before it is answered. */
  crashAt(atWrite: number, when: 'before' | 'after'): void {
    this.#writes = 0
    this.#plan = { atWrite, when }
  }

  /** A new process in the old one's place. */
  revive(): void {
    this.#dead = false
    this.#plan = undefined
  }

  get crashed(): boolean {
    return this.#dead
  }

  meet(call: Call, when: 'before' | 'after'): void {
    if (this.#dead) throw crash()
    if (!WRITES.test(call.operation)) return
    if (when === 'before') this.#writes += 1
    // A write that met a conflict was counted and not committed: the next one that is counts for it.
    if (this.#plan?.when !== when || this.#writes < this.#plan.atWrite) return
    this.#dead = true
    throw crash()
  }
}

/** Not one of the errors that anyone retries. */
function crash(): Error {
  return Object.assign(new Error('strict: this process has crashed'), { name: 'ProcessCrashed' })
}
