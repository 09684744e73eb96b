import type { LocalState } from '../local-state'
import { el, place } from './dom'
import { readState } from './local'
import { words } from './words'

type Listener = (state: LocalState) => void

const everyMs = 2000
const listeners: Listener[] = []
const tasks: (() => Promise<void>)[] = []

/** Runs at every answer of the stack. */
export const onState = (listener: Listener): void => void listeners.push(listener)

/** Runs after every answer, for what only the open tab asks. */
export const onTick = (task: () => Promise<void>): void => void tasks.push(task)

/** Asks the stack now; the page says so when it does not answer, and recovers by itself. */
export async function refresh(): Promise<void> {
  const trouble = place('trouble')
  try {
    const state = await readState()
    for (const listener of listeners) listener(state)
    await Promise.all(tasks.map(task => task()))
    trouble.hidden = true
  } catch {
    if (trouble.hidden) trouble.replaceChildren(el('span', { text: words.lost }))
    trouble.hidden = false
  }
}

/** Keeps asking while somebody looks. */
export async function keepAsking(): Promise<void> {
  for (;;) {
    if (!document.hidden) await refresh()
    await new Promise(resolve => setTimeout(resolve, everyMs))
  }
}
