import { Textarea } from '@tarojs/components'
import { Frame } from './field'
import { h5Label, role } from './h5'

type LongFieldProps = {
  label: string
  value: string
  onChange: (value: string) => void
  hint?: string
  error?: string
  placeholder?: string
  maxLength: number
  /** Shows how much of it is used. */
  counter?: boolean
}

/** Several lines of text; the field grows with what is written. */
export function LongField({ label, value, onChange, hint, error, placeholder, maxLength, counter }: LongFieldProps) {
  const spoken = [label, hint, error].filter(Boolean).join('，')
  const below = [hint, counter && `${value.length} / ${maxLength}`].filter(Boolean).join('　')
  return (
    <Frame label={label} hint={below} error={error}>
      <Textarea
        className="ll-field__area"
        value={value}
        maxlength={maxLength}
        autoHeight
        placeholder={placeholder}
        placeholderClass="ll-placeholder"
        {...role('textbox')}
        ariaLabel={spoken}
        onInput={event => onChange(event.detail.value)}
        {...h5Label(spoken)}
      />
    </Frame>
  )
}
