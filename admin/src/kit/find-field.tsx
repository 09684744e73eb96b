import { Input } from 'antd'

type Props = {
  label: string
  hint?: string
  /** What is sought now; the field begins anew when it changes elsewhere. */
  value?: string | undefined
  maxLength?: number | undefined
  find: (text: string) => void
}

/** Searches a list by one text, when it is sent or cleared. */
export const FindField = ({ label, hint = label, value, maxLength, find }: Props) => (
  <Input.Search
    key={value}
    aria-label={label}
    placeholder={hint}
    defaultValue={value}
    allowClear
    maxLength={maxLength}
    className="bar-search"
    onSearch={find}
  />
)
