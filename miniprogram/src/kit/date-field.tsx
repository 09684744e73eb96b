import { formatFullDate } from '@linli/shared/time'
import { Picker, View } from '@tarojs/components'
import { Frame } from './field'
import { tappable } from './h5'
import { Icon } from './icon'
import { useWords } from './use-words'
import { kitWords } from './words'

type Props = {
  label: string
  /** `YYYY-MM-DD`, or nothing yet. */
  value: string | undefined
  onChange: (value: string) => void
  start?: string
  end?: string
  hint?: string
  error?: string
}

/** A day, chosen with the phone's own wheel. */
export function DateField({ label, value, onChange, start, end, hint, error }: Props) {
  const words = useWords(kitWords)
  const name = value && formatFullDate(value)
  return (
    <Frame label={label} hint={hint} error={error} bare>
      <Picker mode="date" value={value ?? ''} start={start} end={end} onChange={event => onChange(event.detail.value)}>
        <View className="ll-field__box" {...tappable(`${label}，${name ?? words.choose}`)}>
          <View className={name ? 'll-row__text' : 'll-row__text ll-placeholder'}>{name ?? words.choose}</View>
          <Icon name="down" />
        </View>
      </Picker>
    </Frame>
  )
}
