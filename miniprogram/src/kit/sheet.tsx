import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { role, tappable } from './h5'
import { Icon } from './icon'
import { useWords } from './use-words'
import { kitWords } from './words'

type SheetProps = { open: boolean; title: string; onClose: () => void; children: ReactNode }

/** Rises from below; its buttons name what they do. */
export function Sheet({ open, title, onClose, children }: SheetProps) {
  const words = useWords(kitWords)
  if (!open) return null
  return (
    <View>
      <View className="ll-mask" onClick={onClose} ariaHidden />
      <View className="ll-sheet" {...role('dialog')} ariaLabel={title}>
        <View className="ll-sheet__head">
          <View className="ll-title">{title}</View>
          <View className="ll-sheet__close" hoverClass="ll-hover" onClick={onClose} {...tappable(words.close)}>
            <Icon name="close" />
          </View>
        </View>
        <View className="ll-stack">{children}</View>
      </View>
    </View>
  )
}
