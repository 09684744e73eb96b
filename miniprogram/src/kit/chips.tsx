import { View } from '@tarojs/components'
import { Choice } from './choice'
import { PickField } from './field'
import { isLarger, useTypeSize } from './type-size'

type ChipsProps<T extends string> = {
  label: string
  /** The chips go without their label: what they are shows. */
  bare?: boolean
  options: readonly { value: T; name: string }[]
  value: T
  onChange: (value: T) => void
}

/** One of many in a few words. In 长辈版 a wheel: chips of a row each would fill the screen. */
export function Chips<T extends string>({ label, bare, options, value, onChange }: ChipsProps<T>) {
  if (!isLarger(useTypeSize()))
    return (
      <View className="ll-field">
        {bare ? null : <View className="ll-field__label">{label}</View>}
        <Choice form="chips" options={options} value={value} onChange={onChange} />
      </View>
    )
  const choose = (picked: string) => {
    const option = options.find(each => each.value === picked)
    if (option) onChange(option.value)
  }
  return <PickField label={label} options={options} value={value} onChange={choose} />
}
