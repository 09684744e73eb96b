import { useRef } from 'react'
import { newKey } from './api'

/** The key of what a form sends: the same for the same words, so that a lost answer has one effect; another for others. */
export function useKeyFor(): (input: unknown) => string {
  const last = useRef({ body: '', key: '' })
  return input => {
    const body = JSON.stringify(input)
    if (body !== last.current.body) last.current = { body, key: newKey() }
    return last.current.key
  }
}
