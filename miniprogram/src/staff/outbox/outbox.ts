import { type Problem, toProblem } from '../../problems'
import type { Entry, KeptFile } from './entry'

/** What the queue needs of the phone and the server. */
export type Steps = {
  /** The entries as the phone's storage has them, also after the app was killed. */
  read: () => Entry[]
  write: (entries: readonly Entry[]) => void
  /** Whose entries are sent now. */
  personId: () => string | undefined
  newKey: () => string
  /** Brings a picture to the server and answers its id. */
  sendFile: (entry: Entry, file: KeptFile) => Promise<string>
  /** Throws CallFailed; the same key again has no second effect. */
  send: (entry: Entry) => Promise<void>
  handOver: (entry: Entry, why: string) => Promise<void>
  /** The pictures of an entry that is over are not needed any more. */
  forgetFile: (path: string) => void
}

/** A server that fails each time is not asked for ever: after so many times somebody looks at it. */
const mostTries = 5
const lost = '服务器一直没有接受，请联系物业'
const noRole = '您在这里已经没有岗位，这一条没有发出'

/**
 * Writes of a phone that may be without a network. Each is in the storage before anything is sent, and goes in its order,
 * one at a time, under its own key. What the server refuses stays with the reason until somebody has read it; what a
 * dismissed person did goes to the office by itself.
 */
export function createOutbox(steps: Steps) {
  let entries: readonly Entry[] = steps.read()
  let running: Promise<void> | undefined
  let isStuck = false
  const listeners = new Set<() => void>()

  const stick = (stuck: boolean) => {
    if (stuck === isStuck) return
    isStuck = stuck
    for (const listener of listeners) listener()
  }
  const set = (next: readonly Entry[]) => {
    // Not in the storage is not there at all: a full phone is told so.
    steps.write(next)
    entries = next
    for (const listener of listeners) listener()
  }
  const change = (key: string, to: Partial<Entry>) =>
    set(entries.map(entry => (entry.key === key ? { ...entry, ...to } : entry)))
  const find = (key: string) => entries.find(entry => entry.key === key)
  const remove = (key: string) => {
    const over = find(key)
    set(entries.filter(entry => entry.key !== key))
    for (const { path } of over?.files ?? []) steps.forgetFile(path)
  }
  const refuse = (key: string, why: string, handOver: boolean) =>
    change(key, { refused: { why, handOver, handedOver: false } })

  const isMine = (entry: Entry) => entry.personId === steps.personId()

  async function drain(): Promise<void> {
    for (;;) {
      const next = entries.find(entry => isMine(entry) && !entry.refused)
      if (!next || !(await sendOne(next))) break
    }
    for (const entry of entries.filter(each => isMine(each) && each.refused?.handOver && !each.refused.handedOver))
      if (!(await handOne(entry))) break
  }

  /** False when there is nothing to be done now: no network, a server that is busy, nobody signed in. */
  async function sendOne({ key }: Entry): Promise<boolean> {
    try {
      for (const file of find(key)?.files ?? []) {
        const entry = find(key)
        if (!entry || file.fileId !== undefined) continue
        const fileId = await steps.sendFile(entry, file)
        const files = find(key)?.files.map(each => (each.key === file.key ? { ...each, fileId } : each))
        change(key, { files })
      }
      const ready = find(key)
      if (ready) await steps.send(ready)
      stick(false)
      remove(key)
      return true
    } catch (thrown) {
      return stays(key, toProblem(thrown))
    }
  }

  function stays(key: string, problem: Problem): boolean {
    const entry = find(key)
    stick(problem.kind === 'offline')
    if (!entry || problem.kind === 'offline' || problem.kind === 'busy' || problem.kind === 'signed_out') return false
    const tries = entry.tries + 1
    // Pictures that nobody attached are swept after some days: they are brought once more, to another place.
    if (problem.code === 'files.not_arrived' && entry.files.length > 0 && tries < mostTries) {
      const files = entry.files.map(({ fileId: _swept, ...file }) => ({ ...file, key: steps.newKey() }))
      change(key, { tries, files })
      return true
    }
    if (problem.kind === 'broken' && tries < mostTries) {
      change(key, { tries })
      return false
    }
    const hasLeft = problem.kind === 'forbidden'
    refuse(key, hasLeft ? noRole : problem.kind === 'broken' ? lost : problem.head, hasLeft)
    return true
  }

  async function handOne({ key }: Entry): Promise<boolean> {
    const entry = find(key)
    if (!entry?.refused) return true
    try {
      await steps.handOver(entry, entry.refused.why)
      change(key, { refused: { ...entry.refused, handedOver: true } })
      return true
    } catch (thrown) {
      const { kind } = toProblem(thrown)
      const later = kind === 'offline' || kind === 'busy' || kind === 'signed_out' || kind === 'broken'
      // Nobody takes it: it stays on the phone, where its owner reads it.
      if (!later) change(key, { refused: { ...entry.refused, handOver: false } })
      return !later
    }
  }

  return {
    get: () => entries,
    /** The last one found no network. */
    isStuck: () => isStuck,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    /** In the storage when it returns; sent by the next run. */
    add(entry: Entry) {
      set([...entries, entry])
    },
    /** Sends what waits; a second call joins the first, and looks again when that is over. */
    run(): Promise<void> {
      running = (running ?? Promise.resolve()).then(drain)
      const mine = running
      return mine.finally(() => {
        if (running === mine) running = undefined
      })
    },
    /** Read and done with: only what the server refused goes away by hand. */
    dismiss(key: string) {
      if (find(key)?.refused) remove(key)
    },
    askToHandOver(key: string) {
      const entry = find(key)
      if (entry?.refused) change(key, { refused: { ...entry.refused, handOver: true } })
    },
  }
}
