import { Input, Picker, View } from '@tarojs/components'
import { h5Label, role, tappable } from './h5'
import { Icon } from './icon'
import { useWords } from './use-words'
import { kitWords } from './words'

type FieldProps = {
  label: string
  value: string
  onChange: (value: string) => void
  /** decimal: figures with a point. */
  type?: 'text' | 'number' | 'phone' | 'decimal'
  hint?: string
  /** A sentence that says what to do; stays until it is put right. */
  error?: string
  placeholder?: string
  maxLength?: number
  disabled?: boolean
  /** The keyboard's own key looks for what was typed. */
  onConfirm?: () => void
}

export function Field({
  label,
  value,
  onChange,
  type = 'text',
  hint,
  error,
  placeholder,
  maxLength = 60,
  disabled,
  onConfirm,
}: FieldProps) {
  const spoken = [label, hint, error].filter(Boolean).join('，')
  return (
    <Frame label={label} hint={hint} error={error}>
      <Input
        className="ll-field__input"
        value={value}
        type={type === 'text' ? 'text' : type === 'decimal' ? 'digit' : 'number'}
        maxlength={type === 'phone' ? 11 : maxLength}
        placeholder={placeholder}
        placeholderClass="ll-placeholder"
        disabled={disabled}
        {...role('textbox')}
        ariaLabel={spoken}
        onInput={event => onChange(event.detail.value)}
        {...(onConfirm ? { confirmType: 'search' as const, onConfirm } : {})}
        {...h5Label(spoken)}
      />
    </Frame>
  )
}

type PickFieldProps = Pick<FieldProps, 'label' | 'hint' | 'error' | 'disabled'> & {
  options: readonly { value: string; name: string }[]
  value: string | undefined
  onChange: (value: string) => void
}

/** One of a list, chosen with the phone's own wheel. */
export function PickField({ label, hint, error, disabled, options, value, onChange }: PickFieldProps) {
  const words = useWords(kitWords)
  const index = options.findIndex(option => option.value === value)
  const name = options[index]?.name
  return (
    <Frame label={label} hint={hint} error={error} bare>
      <Picker
        mode="selector"
        range={options.map(option => option.name)}
        value={Math.max(0, index)}
        disabled={disabled || options.length === 0}
        onChange={event => {
          const option = options[Number(event.detail.value)]
          if (option) onChange(option.value)
        }}
      >
        <View className="ll-field__box" {...tappable(`${label}，${name ?? words.choose}`)}>
          <View className={name ? 'll-row__text' : 'll-row__text ll-placeholder'}>{name ?? words.choose}</View>
          <Icon name="down" />
        </View>
      </Picker>
    </Frame>
  )
}

type FrameProps = Pick<FieldProps, 'label' | 'hint' | 'error'> & { bare?: boolean; children: React.ReactNode }

export const Frame = ({ label, hint, error, bare, children }: FrameProps) => (
  <View className={error ? 'll-field ll-field--bad' : 'll-field'}>
    <View className="ll-field__label">{label}</View>
    {bare ? children : <View className="ll-field__box">{children}</View>}
    {hint && !error ? <View className="ll-field__hint">{hint}</View> : null}
    {error ? (
      <View className="ll-field__bad" {...role('alert')} ariaLive="polite">
        <Icon name="alert" />
        <View>{error}</View>
      </View>
    ) : null}
  </View>
)
