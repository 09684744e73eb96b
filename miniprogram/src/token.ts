import * as z from 'zod'
import { forget, keep, readKept } from './storage'

const key = 'linli.token'
/** over: the server no longer knows the token. left: the person signed out. */
export type DropReason = 'over' | 'left'
const listeners = new Set<(reason: DropReason) => void>()

export const readToken = (): string | undefined => readKept(key, z.string().min(1))
export const keepToken = (token: string): void => keep(key, token)

export function dropToken(reason: DropReason): void {
  forget(key)
  for (const listener of listeners) listener(reason)
}
export const onTokenDropped = (listener: (reason: DropReason) => void): void => void listeners.add(listener)
