import { useSyncExternalStore } from 'react'

/** A value shared by all pages: read it, set it, and re-render with it. */
export function createStore<T>(initial: () => T) {
  let value: T | undefined
  const listeners = new Set<() => void>()
  const get = (): T => (value ??= initial())
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  return {
    get,
    set(next: T): void {
      value = next
      for (const listener of listeners) listener()
    },
    use: (): T => useSyncExternalStore(subscribe, get),
  }
}
