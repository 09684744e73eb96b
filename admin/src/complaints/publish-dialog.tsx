import { complaintsApi } from '@linli/shared/complaints/api'
import type { ComplaintDetail, Publication } from '@linli/shared/complaints/schema'
import { Form, Input } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { needed } from '../kit/rules'
import { TextItem } from '../kit/text-item'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { type DialogOf, useDone } from './use-done'
import { actWords } from './words'

const words = actWords.publish

/** 公示, in the office's own words. */
export function PublishDialog({ complaint: { complaintId }, open, close }: DialogOf<ComplaintDetail>) {
  const { communityId } = usePlace()
  const save = useWrite(complaintsApi.publish, useDone(close, words.done))
  return (
    <FormDialog<Publication>
      title={words.title}
      open={open}
      close={close}
      action={words.action}
      busy={save.isPending}
      error={save.error}
      initial={{}}
      submit={published => save.mutate({ communityId, complaintId, ...published })}
    >
      <Form.Item name="title" label={words.heading} className="form-wide" rules={[needed(words.headingMissing)]}>
        <Input maxLength={40} showCount autoComplete="off" />
      </Form.Item>
      <TextItem
        name="measure"
        words={{ label: words.measure, hint: words.hint, missing: words.measureMissing }}
        rows={4}
        maxLength={500}
      />
    </FormDialog>
  )
}
