import type { Schema } from '@linli/shared/schema'
import Taro from '@tarojs/taro'

/** Both phones in a browser are of one origin and share its storage: the staff's has names of its own. */
const own = process.env.TARO_ENV === 'h5' && window.location.pathname.startsWith('/staff/') ? 'staff.' : ''
export const ownKey = (key: string): string => `${own}${key}`

/** A value kept on this phone; undefined when absent or from an older release that the schema no longer accepts. */
export function readKept<T>(key: string, schema: Schema<T>): T | undefined {
  const kept: unknown = Taro.getStorageSync(ownKey(key))
  if (kept === '' || kept === undefined || kept === null) return undefined
  const parsed = schema.safeParse(kept)
  return parsed.success ? parsed.data : undefined
}

export const keep = (key: string, value: unknown): void => Taro.setStorageSync(ownKey(key), value)
/** The same for what the person can do without: a phone that is full goes on. */
export function keepIfRoom(key: string, value: unknown): void {
  try {
    keep(key, value)
  } catch {
    forget(key)
  }
}
export const forget = (key: string): void => Taro.removeStorageSync(ownKey(key))
export function forgetAll(prefix: string): void {
  for (const key of Taro.getStorageInfoSync().keys) if (key.startsWith(ownKey(prefix))) Taro.removeStorageSync(key)
}
