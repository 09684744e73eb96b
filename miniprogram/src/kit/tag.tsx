import { View } from '@tarojs/components'

/** due needs you · info under way · ok done · closed · danger failed. Always a word, never colour alone. */
export type Tone = 'due' | 'info' | 'ok' | 'closed' | 'danger'

export const Tag = ({ tone, children }: { tone: Tone; children: string }) => (
  <View className={`ll-tag ll-tag--${tone}`}>{children}</View>
)
