import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { role } from './h5'
import { Icon, type IconName } from './icon'

type StateProps = { icon: IconName; head: string; line?: string; children?: ReactNode; small?: string; live?: boolean }

/** A whole page or card in one state: what it is, what is safe, and at most two buttons to go on with. */
export const State = ({ icon, head, line, children, small, live }: StateProps) => (
  <View className="ll-state" {...(live ? { ...role('status'), ariaLive: 'polite' } : {})}>
    <View className="ll-state__art" ariaHidden>
      <Icon name={icon} />
    </View>
    <View className="ll-head">{head}</View>
    {line ? <View className="ll-sub">{line}</View> : null}
    {children ? <View className="ll-state__buttons">{children}</View> : null}
    {small ? <View className="ll-cap">{small}</View> : null}
  </View>
)
