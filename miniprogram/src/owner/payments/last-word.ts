import * as z from 'zod'
import { keep, readKept } from '../../storage'
import type { Said } from './pages'

/** Goes with the account when somebody signs out (session.ts forgets all of this beginning). */
const key = 'linli.kept.said'
const LastWord = z.object({
  orderId: z.string(),
  said: z.enum(['paid-claimed', 'cancelled', 'failed', 'silent']),
})

/** Remembers what the phone said about its newest payment: the page that heard it may not be there tomorrow. */
export const keepLastWord = (orderId: string, said: Said): void => keep(key, { orderId, said })

/** What this phone said about an order; somebody who only looks, where it said nothing. */
export function lastWordOn(orderId: string): Said {
  const kept = readKept(key, LastWord)
  return kept?.orderId === orderId ? kept.said : 'watching'
}
