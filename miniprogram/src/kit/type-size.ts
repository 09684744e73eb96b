import { FontSize } from '@linli/shared/identity/schema'
import { platform } from '../platform/platform'
import { keep, readKept } from '../storage'
import { createStore } from '../store'

const key = 'linli.typeSize'
/** `auto`: switched on just now because WeChat's own font is large; the person is told, and can go back. */
type Chosen = { size: FontSize; auto: boolean }

/** WeChat's own font scale from which 长辈版 is switched on at the first start. */
const largeFrom = 1.25

const store = createStore<Chosen>(() => {
  const kept = readKept(key, FontSize)
  if (kept) return { size: kept, auto: false }
  if (platform.fontScale() < largeFrom) return { size: 'standard', auto: false }
  keep(key, 'large')
  return { size: 'large', auto: true }
})

export const useTypeSize = (): FontSize => store.use().size
export const useTypeSizeAuto = (): boolean => store.use().auto
export const typeSize = (): FontSize => store.get().size
/** A person's own choice: from 我的 › 字号, or from their account when they sign in on another phone. */
export function chooseTypeSize(size: FontSize): void {
  keep(key, size)
  store.set({ size, auto: false })
}
export const isLarger = (size: FontSize): boolean => size !== 'standard'
export const sizeClass: Record<FontSize, string> = { standard: '', large: ' ll--large', xlarge: ' ll--xl' }
