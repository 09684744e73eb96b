import { NoticeCategory, NoticePublisher, NoticeText } from '@linli/shared/notices/schema'
import { noticeCategoryNames } from '@linli/shared/notices/words'
import { Form, type FormRule, Input, Radio } from 'antd'
import { now, today } from '../kit/format'
import { FormGroup } from '../kit/form-group'
import { Card } from '../kit/page'
import { fits, needed } from '../kit/rules'
import { AttachmentFields } from './attachment-fields'
import { BlockFields } from './block-fields'
import { datesWrong, NoticeValues } from './notice-values'
import { ScopeFields } from './scope-fields'
import { publisherNames, writeWords as words } from './words'

type Props = { values: NoticeValues; onPicture: (fileId: string, url: string) => void }
const { shape } = NoticePublisher

export function NoticeFields({ values: { category, scope }, onPicture }: Props) {
  return (
    <>
      <Card>
        <div className="form-grid">
          <Form.Item name="category" label={words.category} className="form-wide">
            <Radio.Group
              options={NoticeCategory.options.map(value => ({ value, label: noticeCategoryNames[value] }))}
            />
          </Form.Item>
          {category === 'emergency' && <p className="hint form-wide">{words.urgentHint}</p>}
          <Form.Item
            name="title"
            label={words.noticeTitle}
            className="form-wide"
            rules={[needed(words.titleMissing), fits(NoticeText.shape.title)]}
          >
            <Input showCount={{ formatter: ({ count }) => words.count(count, 40) }} autoComplete="off" />
          </Form.Item>
          <BlockFields onPicture={onPicture} />
          <AttachmentFields />
        </div>
      </Card>
      <Card>
        <div className="form-grid">
          <ScopeFields scope={scope} />
          <Form.Item
            name="until"
            label={words.until}
            extra={words.untilHint}
            rules={[needed(words.untilMissing), datesFit('until')]}
          >
            <Input type="date" min={today()} />
          </Form.Item>
          {category === 'disclosure' && (
            <Form.Item
              name="objectionsUntil"
              label={words.objectionsUntil}
              extra={words.objectionsHint}
              dependencies={['until']}
              rules={[datesFit('objectionsUntil')]}
            >
              <Input type="date" min={today()} />
            </Form.Item>
          )}
        </div>
      </Card>
      <Card>
        <FormGroup title={words.publisher}>
          <Form.Item name={['publisher', 'kind']} label={words.publisherKind} className="form-wide">
            <Radio.Group options={shape.kind.options.map(value => ({ value, label: publisherNames[value] }))} />
          </Form.Item>
          <Form.Item
            name={['publisher', 'name']}
            label={words.publisherName}
            className="form-wide"
            rules={[needed(words.publisherMissing), fits(shape.name)]}
          >
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item name={['publisher', 'contact']} label={words.contact} rules={[fits(shape.contact)]}>
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item
            name={['publisher', 'phone']}
            label={words.phone}
            rules={[needed(words.phoneMissing), fits(shape.phone)]}
          >
            <Input autoComplete="off" inputMode="tel" />
          </Form.Item>
        </FormGroup>
      </Card>
    </>
  )
}

/** The sentence that publishing would say, beside the date that is wrong. */
const datesFit =
  (field: 'until' | 'objectionsUntil'): FormRule =>
  ({ getFieldsValue }) => ({
    validator: () => {
      const wrong = datesWrong(NoticeValues.parse(getFieldsValue(true)), now())
      return wrong?.field === field ? Promise.reject(new Error(wrong.why)) : Promise.resolve()
    },
  })
