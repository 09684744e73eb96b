import { Form, InputNumber } from 'antd'
import { joinedWords } from './joined-words'

const words = joinedWords.form

/** How long a letter or a poster lets people in. */
export const DaysField = () => (
  <Form.Item
    name="days"
    label={words.days}
    rules={[{ required: true, type: 'integer', min: 1, max: 90, message: words.daysRange }]}
  >
    <InputNumber min={1} max={90} />
  </Form.Item>
)
