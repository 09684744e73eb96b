import { Segmented } from 'antd'
import { useState } from 'react'
import { NoticeText } from './notice-text'
import { type NoticeValues, textOf } from './notice-values'
import { previewWords as words } from './words'

type Props = { values: NoticeValues; pictures: ReadonlyMap<string, string> }
type Size = keyof typeof words.sizes

/** As it will stand on the phone, 360 px wide, in either size of type. */
export function PhonePreview({ values, pictures }: Props) {
  const [size, setSize] = useState<Size>('standard')
  return (
    <aside className="notice-preview" aria-label={words.label}>
      <div className="bar">
        <strong>{words.label}</strong>
        <Segmented
          aria-label={words.size}
          className="bar-segment"
          value={size}
          onChange={setSize}
          options={(['standard', 'xl'] as const).map(value => ({ value, label: words.sizes[value] }))}
        />
      </div>
      <div className={`notice-phone notice-phone-${size}`}>
        <NoticeText notice={{ ...textOf(values), when: words.when, pictures }} />
      </div>
    </aside>
  )
}
