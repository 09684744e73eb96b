import { NoticeBlock } from '@linli/shared/notices/schema'
import type { Schema } from '@linli/shared/schema'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import * as z from 'zod'
import { MediaField } from '../files/media-field'
import { useNewBatch } from '../files/use-media-for'
import { fits, needed } from '../kit/rules'
import { type BlockValues, linesOf } from './notice-values'
import { pictureTakes } from './takes'
import { blockWords as words } from './words'

type Kind = BlockValues['kind']
const [heading, paragraph, list, picture] = NoticeBlock.options
const schemas: Record<Kind, Schema> = {
  heading: heading.shape.text,
  paragraph: paragraph.shape.text,
  list: z.string().transform(linesOf).pipe(list.shape.items),
  picture: picture.shape.caption,
}

/** The text in pieces, in their order; a picture is one when it has arrived. */
export function BlockFields({ onPicture }: { onPicture: (fileId: string, url: string) => void }) {
  const form = Form.useFormInstance()
  const [media] = useState(useNewBatch(pictureTakes))
  return (
    <Form.List name="blocks">
      {(fields, { add, remove, move }) => (
        <fieldset className="form-wide stack-small">
          <legend>{words.legend}</legend>
          {fields.map(({ key, name }, nth) => {
            const kind: Kind = form.getFieldValue(['blocks', name, 'kind'])
            const called = words.nth(nth + 1, words.kinds[kind])
            return (
              <div key={key} className="notice-block">
                <Form.Item
                  name={[name, 'text']}
                  label={called}
                  {...(words.hints[kind] && { extra: words.hints[kind] })}
                  rules={[needed(words.missing[kind]), fits(schemas[kind])]}
                >
                  {kind === 'paragraph' || kind === 'list' ? (
                    <Input.TextArea autoSize={{ minRows: kind === 'list' ? 3 : 4, maxRows: 16 }} />
                  ) : (
                    <Input autoComplete="off" />
                  )}
                </Form.Item>
                <div className="notice-block-acts">
                  <Button
                    size="small"
                    disabled={nth === 0}
                    aria-label={words.up(called)}
                    onClick={() => move(nth, nth - 1)}
                  >
                    ↑
                  </Button>
                  <Button
                    size="small"
                    disabled={nth === fields.length - 1}
                    aria-label={words.down(called)}
                    onClick={() => move(nth, nth + 1)}
                  >
                    ↓
                  </Button>
                  <Button size="small" aria-label={words.remove(called)} onClick={() => remove(nth)}>
                    {words.removeShort}
                  </Button>
                </div>
              </div>
            )
          })}
          <div className="bar">
            {(['paragraph', 'heading', 'list'] as const).map(kind => (
              <Button key={kind} onClick={() => add({ kind, text: '' })}>
                {words.add(words.kinds[kind])}
              </Button>
            ))}
          </div>
          <MediaField
            media={media}
            hint
            of={words.pictures}
            onAdd={() =>
              void media.taken().then(({ arrived }) => {
                for (const { fileId = '', file } of arrived) {
                  onPicture(fileId, URL.createObjectURL(file))
                  add({ kind: 'picture', text: '', fileId })
                }
              })
            }
          />
        </fieldset>
      )}
    </Form.List>
  )
}
