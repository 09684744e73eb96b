import type { Schema } from '@linli/shared/schema'
import { useCallback, useEffect, useRef, useState } from 'react'
import * as z from 'zod'
import { type Problem, toProblem } from './problems'
import { keepIfRoom, readKept } from './storage'

export type Load<T> = {
  data?: T
  problem?: Problem
  /** The data is from this phone's memory, of this moment (ISO instant): the network is gone. */
  keptAt?: string
  loading: boolean
  reload: () => Promise<void>
}

const Kept = z.object({ at: z.string(), data: z.unknown() })

/**
 * Loads what a page shows. `key` names it: another key loads anew, undefined loads nothing.
 * With `kept` (its schema) the last answer stays on the phone and is shown, marked, when there is no network.
 */
export function useLoad<T>(key: string | undefined, work: () => Promise<T>, kept?: Schema<T>): Load<T> {
  const [state, setState] = useState<Omit<Load<T>, 'reload'> & { key?: string }>({ loading: key !== undefined, key })
  const latest = useRef({ key, work, kept })
  useEffect(() => {
    latest.current = { key, work, kept }
  })

  const reload = useCallback(async () => {
    const started = latest.current
    if (started.key === undefined) return setState({ loading: false })
    setState(before => ({ ...(before.key === started.key ? before : {}), key: started.key, loading: true }))
    const next = await run(started.key, started.work, started.kept)
    // A page that moved on to another key, or was asked again, shows only the newest answer.
    if (latest.current.key === started.key)
      setState(before => ({ ...(next.data === undefined ? { data: before.data } : {}), ...next, key: started.key }))
  }, [])

  useEffect(() => void reload(), [key, reload])
  return { ...(state.key === key ? state : { loading: key !== undefined }), reload }
}

async function run<T>(key: string, work: () => Promise<T>, kept?: Schema<T>): Promise<Omit<Load<T>, 'reload'>> {
  const storageKey = `linli.kept.${key}`
  try {
    const data = await work()
    if (kept) keepIfRoom(storageKey, { at: new Date().toISOString(), data })
    return { data, loading: false }
  } catch (thrown) {
    const problem = toProblem(thrown)
    const stored = kept && problem.kind === 'offline' ? readKept(storageKey, Kept) : undefined
    const data = stored && kept?.safeParse(stored.data)
    return data?.success ? { data: data.data, keptAt: stored?.at, loading: false } : { problem, loading: false }
  }
}
