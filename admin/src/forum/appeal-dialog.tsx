import { forumDeskApi } from '@linli/shared/forum/desk-api'
import type { DeskPost } from '@linli/shared/forum/schema'
import { Form, Radio } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { TextItem } from '../kit/text-item'
import { useDone } from '../kit/use-done'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { refreshes } from './refreshes'
import { actWords } from './words'

const words = actWords.appeal
type Values = { outcome: 'restore' | 'uphold'; text: string }

/** Restored or not, with why: the author reads it, and there is no second appeal. */
export function AppealDialog({ post, open, close }: { post: DeskPost; open: boolean; close: () => void }) {
  const { communityId } = usePlace()
  const save = useWrite(forumDeskApi.answerAppeal, useDone(refreshes, close, words.done))
  return (
    <FormDialog<Values>
      title={words.title}
      open={open}
      close={close}
      action={words.action}
      busy={save.isPending}
      error={save.error}
      initial={{}}
      submit={({ outcome, text }) =>
        save.mutate({ communityId, postId: post.postId, restore: outcome === 'restore', text })
      }
    >
      <Form.Item
        name="outcome"
        label={words.outcome}
        className="form-wide"
        rules={[{ required: true, message: words.missingOutcome }]}
      >
        <Radio.Group options={Object.entries(words.outcomes).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <TextItem
        name="text"
        words={{ label: words.text, hint: words.hint, missing: words.missing }}
        rows={3}
        maxLength={300}
      />
    </FormDialog>
  )
}
