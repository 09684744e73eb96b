import { forumDeskApi } from '@linli/shared/forum/desk-api'
import type { DeskPost } from '@linli/shared/forum/schema'
import { Form, Input } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { needed, wholeNumber } from '../kit/rules'
import { useDone } from '../kit/use-done'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { refreshes } from './refreshes'
import { actWords } from './words'

const words = actWords.mute
type Values = { days: string; reason: string }

/** Whoever wrote this may not speak for some days; nothing else of theirs is touched. */
export function MuteDialog({ post, open, close }: { post: DeskPost; open: boolean; close: () => void }) {
  const { communityId } = usePlace()
  const save = useWrite(forumDeskApi.mute, useDone(refreshes, close, words.done))
  return (
    <FormDialog<Values>
      title={words.title(post.author)}
      open={open}
      close={close}
      action={words.action}
      busy={save.isPending}
      error={save.error}
      initial={{ days: '3' }}
      submit={({ days, reason }) =>
        save.mutate({ communityId, postId: post.postId, days: Number(days), reason: reason.trim() })
      }
    >
      <p className="hint form-wide">{words.line}</p>
      <Form.Item name="days" label={words.days} rules={[needed(words.daysMissing), wholeNumber(1, 90)]}>
        <Input inputMode="numeric" autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="reason"
        label={words.reason}
        extra={words.reasonHint}
        className="form-wide"
        rules={[needed(words.reasonMissing)]}
      >
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
    </FormDialog>
  )
}
