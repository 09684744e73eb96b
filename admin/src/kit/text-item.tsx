import { Form, Input } from 'antd'
import { needed } from './rules'

type Props = {
  name: string
  words: { label: string; hint?: string; missing: string }
  rows: number
  maxLength: number
}

/** Some sentences that have to be written, over the whole width of a form. */
export const TextItem = ({ name, words: { label, hint, missing }, rows, maxLength }: Props) => (
  <Form.Item name={name} label={label} extra={hint} className="form-wide" rules={[needed(missing)]}>
    <Input.TextArea rows={rows} maxLength={maxLength} showCount />
  </Form.Item>
)
