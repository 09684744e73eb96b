import Taro from '@tarojs/taro'
import type * as z from 'zod'

/** A value kept on this phone; undefined when absent or from an older release that the schema no longer accepts. */
export function readKept<T extends z.ZodType>(key: string, schema: T): z.output<T> | undefined {
  const kept: unknown = Taro.getStorageSync(key)
  if (kept === '' || kept === undefined || kept === null) return undefined
  const parsed = schema.safeParse(kept)
  return parsed.success ? parsed.data : undefined
}

export const keep = (key: string, value: unknown): void => Taro.setStorageSync(key, value)
export const forget = (key: string): void => Taro.removeStorageSync(key)
export function forgetAll(prefix: string): void {
  for (const key of Taro.getStorageInfoSync().keys) if (key.startsWith(prefix)) forget(key)
}
