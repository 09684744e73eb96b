import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { tappable } from './h5'
import { Icon, type IconName } from './icon'
import { Whole } from './whole'

type RowProps = {
  title: ReactNode
  note?: ReactNode
  icon?: IconName
  value?: ReactNode
  onTap?: () => void
  /** What a screen reader says for the whole row, state included. */
  label?: string
  form?: 'switch' | 'checkbox' | 'radio'
  checked?: boolean
  disabled?: boolean
}

/** One line of a card: icon, title with note, value, and an arrow or its switch, box or dot. */
export function Row({ title, note, icon, value, onTap, label, form, checked = false, disabled }: RowProps) {
  const spoken = label ?? (typeof title === 'string' ? title : undefined)
  const act = onTap && !disabled ? { onClick: onTap, hoverClass: 'll-hover', ...tappable(spoken, form) } : {}
  return (
    <View
      className={`ll-row ll-press${form ? ' ll-row--form' : onTap ? ' ll-row--go' : ''}`}
      {...act}
      {...(form ? { ariaChecked: checked } : {})}
    >
      {form === 'checkbox' || form === 'radio' ? <Tick on={checked} round={form === 'radio'} /> : null}
      {icon ? <Icon name={icon} /> : null}
      <View className="ll-row__text">
        {title}
        {note ? <View className="ll-row__note">{whole(note)}</View> : null}
      </View>
      {value ? <View className="ll-row__value">{whole(value)}</View> : null}
      {form === 'switch' ? <Switch on={checked} /> : null}
      {onTap && !form ? <Icon name="right" /> : null}
    </View>
  )
}

const whole = (content: ReactNode) => (typeof content === 'string' ? <Whole text={content} /> : content)

/** A box, or a dot; the row around it says whether it is on. */
export const Tick = ({ on, round }: { on: boolean; round?: boolean }) => (
  <View className={`ll-tick${round ? ' ll-tick--round' : ''}${on ? ' ll-tick--on' : ''}`} ariaHidden>
    {on ? <Icon name="check" /> : null}
  </View>
)

const Switch = ({ on }: { on: boolean }) => (
  <View className={on ? 'll-switch ll-switch--on' : 'll-switch'} ariaHidden>
    <View className="ll-switch__knob" />
  </View>
)
