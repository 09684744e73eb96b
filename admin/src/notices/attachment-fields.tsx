import { NoticeAttachment } from '@linli/shared/notices/schema'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { MediaField } from '../files/media-field'
import { useNewBatch } from '../files/use-media-for'
import { fits, needed } from '../kit/rules'
import { attachmentTakes } from './takes'
import { attachmentWords as words } from './words'

/** Files beside the text, each under the name that residents read. */
export function AttachmentFields() {
  const [media] = useState(useNewBatch(attachmentTakes))
  return (
    <Form.List name="attachments">
      {(fields, { add, remove }) => (
        <fieldset className="form-wide stack-small">
          <legend>{words.legend}</legend>
          {fields.map(({ key, name }, nth) => (
            <div key={key} className="notice-block">
              <Form.Item
                name={[name, 'name']}
                label={words.nth(nth + 1)}
                rules={[needed(words.missing), fits(NoticeAttachment.shape.name)]}
              >
                <Input autoComplete="off" />
              </Form.Item>
              <div className="notice-block-acts">
                <Button size="small" aria-label={words.remove(nth + 1)} onClick={() => remove(nth)}>
                  {words.removeShort}
                </Button>
              </div>
            </div>
          ))}
          <MediaField
            media={media}
            hint
            of={words.field}
            onAdd={() =>
              void media.taken().then(({ arrived }) => {
                for (const { fileId, name } of arrived) add({ fileId, name: nameOf(name) })
              })
            }
          />
        </fieldset>
      )}
    </Form.List>
  )
}

const longest = 60
const nameOf = (file: string) => file.replace(/\.[^.]+$/, '').slice(0, longest)
