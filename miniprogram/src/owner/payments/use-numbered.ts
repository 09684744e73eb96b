import { useEffect, useState } from 'react'

/** The sealer gives a receipt its number a second or two after the payment. */
const looksAfterMs = [1000, 2000, 3000, 5000]

/** Loads again while a receipt has no number yet; whether it is still worth waiting for. */
export function useNumbered(numbering: boolean, reload: () => Promise<void>): boolean {
  const [looks, setLooks] = useState(0)
  const wait = looksAfterMs[looks]
  const waiting = numbering && wait !== undefined
  useEffect(() => {
    if (!waiting) return undefined
    const timer = setTimeout(() => void reload().then(() => setLooks(looks + 1)), wait)
    return () => clearTimeout(timer)
  }, [waiting, wait, looks, reload])
  return waiting
}
