import { useEffect, useState } from 'react'
import { now } from '../kit/format'

const everyMs = 30_000

/** The time, which goes on while a page stays open. */
export function useNow(): string {
  const [at, setAt] = useState(now)
  useEffect(() => {
    const timer = setInterval(() => setAt(now()), everyMs)
    return () => clearInterval(timer)
  }, [])
  return at
}
