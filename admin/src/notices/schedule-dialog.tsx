import { noticesApi } from '@linli/shared/notices/api'
import type { NoticeDetail } from '@linli/shared/notices/schema'
import { addDays, instantAt } from '@linli/shared/time'
import { Form, Input } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { dateTime, today } from '../kit/format'
import { needed } from '../kit/rules'
import { useDone } from '../kit/use-done'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import type { DialogOf } from './notice-acts'
import { refreshes } from './refreshes'
import { actWords } from './words'

const words = actWords.schedule

/** 定时发布: on which day and at what time of the community's clock. */
export function ScheduleDialog({ notice: { noticeId, version }, open, close }: DialogOf) {
  const { communityId } = usePlace()
  const said = ({ startsAt = '' }: NoticeDetail) => words.done(dateTime(startsAt))
  const schedule = useWrite(noticesApi.schedule, useDone<NoticeDetail>(refreshes, close, said))
  return (
    <FormDialog<{ date: string; time: string }>
      title={words.title}
      open={open}
      close={close}
      action={words.action}
      busy={schedule.isPending}
      error={schedule.error}
      initial={{ date: addDays(today(), 1), time: '08:00' }}
      submit={({ date, time }) => schedule.mutate({ communityId, noticeId, version, at: instantAt(date, time) })}
    >
      <Form.Item name="date" label={words.date} rules={[needed(words.dateMissing)]}>
        <Input type="date" min={today()} />
      </Form.Item>
      <Form.Item name="time" label={words.time} rules={[needed(words.timeMissing)]}>
        <Input type="time" />
      </Form.Item>
      <p className="hint form-wide">{words.hint}</p>
    </FormDialog>
  )
}
