import { FontSize } from '@linli/shared/identity/schema'
import * as z from 'zod'
import { platform } from '../platform/platform'
import { keep, readKept } from '../storage'
import { createStore } from '../store'

const key = 'linli.typeSize'
/** `auto`: switched on because WeChat's own font is large; the person is told, and can go back. */
const Kept = z.object({ size: FontSize, auto: z.boolean() })
type Kept = z.infer<typeof Kept>

/** WeChat's own font scale from which 长辈版 is switched on at the first start. */
const largeFrom = 1.25

const store = createStore<Kept>(() => {
  const kept = readKept(key, Kept)
  if (kept) return kept
  return platform.fontScale() >= largeFrom ? { size: 'large', auto: true } : { size: 'standard', auto: false }
})

const save = (next: Kept): void => {
  keep(key, next)
  store.set(next)
}

export const useTypeSize = (): FontSize => store.use().size
export const useTypeSizeAuto = (): boolean => store.use().auto
export const typeSize = (): FontSize => store.get().size
/** A person's own choice: from 我的 › 字号, or from their account when they sign in on another phone. */
export const chooseTypeSize = (size: FontSize): void => save({ size, auto: false })
export const acceptAutoTypeSize = (): void => save({ size: store.get().size, auto: false })
export const isLarger = (size: FontSize): boolean => size !== 'standard'
export const sizeClass: Record<FontSize, string> = { standard: '', large: ' ll--large', xlarge: ' ll--xl' }
