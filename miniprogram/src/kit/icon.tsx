import { View } from '@tarojs/components'
import type { IconName } from './icon-paths'

export type { IconName }

/** Decoration: what it means is said by the words beside it. */
export const Icon = ({ name }: { name: IconName }) => <View className={`ll-i ll-i--${name}`} ariaHidden />
