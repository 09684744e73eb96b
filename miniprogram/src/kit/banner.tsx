import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { role } from './h5'
import { Icon, type IconName } from './icon'

type Kind = 'info' | 'offline' | 'due' | 'danger'
const icons: Record<Kind, IconName> = { info: 'info', offline: 'offline', due: 'clock', danger: 'alert' }

/** One per page, on top. */
export const Banner = ({ kind, text, children }: { kind: Kind; text: string; children?: ReactNode }) => (
  <View className={`ll-banner ll-banner--${kind}`} {...role(kind === 'danger' ? 'alert' : 'status')} ariaLive="polite">
    <Icon name={icons[kind]} />
    <View className="ll-banner__text">{text}</View>
    {children}
  </View>
)
