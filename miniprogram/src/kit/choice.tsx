import { View } from '@tarojs/components'
import { role, tappable } from './h5'

type ChoiceProps<T extends string> = {
  options: readonly { value: T; name: string }[]
  value: T | undefined
  onChange: (value: T) => void
  /** segment: 2–4 that share one frame; chips: as many as wrap. */
  form?: 'segment' | 'chips'
  /** Of chips: so many of one width to a row; in larger type each has a row of its own. */
  columns?: 3 | 5
}

export function Choice<T extends string>({ options, value, onChange, form = 'segment', columns }: ChoiceProps<T>) {
  const kind = form === 'segment' ? ' ll-choice--segment' : columns ? ` ll-choice--${columns}` : ''
  return (
    <View className={`ll-choice${kind}`} {...role('radiogroup')}>
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
