import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { tappable } from './h5'

type CardProps = {
  children: ReactNode
  /** With `label` the whole card is one button that reads as one sentence. */
  onTap?: () => void
  label?: string
  /** Holds rows that bring their own height. */
  flush?: boolean
}

export function Card({ children, onTap, label, flush }: CardProps) {
  const className = flush ? 'll-card ll-card--flush' : 'll-card'
  if (!onTap) return <View className={className}>{children}</View>
  return (
    <View className={`${className} ll-press`} hoverClass="ll-hover" onClick={onTap} {...tappable(label)}>
      {children}
    </View>
  )
}
