import * as z from 'zod'
import { forget, keep, readKept } from './storage'

const key = 'linli.token'
const listeners = new Set<() => void>()

export const readToken = (): string | undefined => readKept(key, z.string().min(1))
export const keepToken = (token: string): void => keep(key, token)

/** The server no longer knows this token (login over, account deleted), or the person left. */
export function dropToken(): void {
  forget(key)
  for (const listener of listeners) listener()
}
export const onTokenDropped = (listener: () => void): void => void listeners.add(listener)
