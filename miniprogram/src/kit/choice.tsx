import { View } from '@tarojs/components'
import { role, tappable } from './h5'

type ChoiceProps<T extends string> = {
  options: readonly { value: T; name: string }[]
  value: T | undefined
  onChange: (value: T) => void
  /** segment: 2–4 that share one frame; chips: as many as wrap. */
  form?: 'segment' | 'chips'
}

export function Choice<T extends string>({ options, value, onChange, form = 'segment' }: ChoiceProps<T>) {
  return (
    <View className={form === 'segment' ? 'll-choice ll-choice--segment' : 'll-choice'} {...role('radiogroup')}>
      {options.map(option => {
        const on = option.value === value
        return (
          <View
            key={option.value}
            className={on ? 'll-choice__item ll-choice__item--on' : 'll-choice__item'}
            onClick={() => onChange(option.value)}
            {...tappable(option.name, 'radio')}
            ariaChecked={on}
          >
            {option.name}
          </View>
        )
      })}
    </View>
  )
}
