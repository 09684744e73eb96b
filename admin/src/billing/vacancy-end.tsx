import type { Assignment } from '@linli/shared/billing/registers'
import { vacancyApi } from '@linli/shared/billing/vacancy-api'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { FormDialog } from '../kit/form-dialog'
import { needed } from '../kit/rules'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { vacancyWords as words } from './register-words'

type Values = { to: string; reason: string }

/** 空置结束: the newest approved vacancy of an item ends with a day. */
export function VacancyEnd({ assignment }: { assignment: Assignment }) {
  const { communityId, can } = usePlace()
  const toast = useToast()
  const [open, setOpen] = useState(false)
  const { roomId, roomCode, feeItemId, feeItemName, vacancies = [] } = assignment
  const last = vacancies.at(-1)
  const end = useWrite(vacancyApi.endVacancy, {
    refreshes: ['billing.', 'audit.'],
    onDone: () => {
      toast(words.ended)
      setOpen(false)
    },
  })
  if (!last || feeItemId === undefined || !can('billing:waive')) return null
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {words.end}
      </Button>
      <FormDialog<Values>
        title={words.endTitle(roomCode, feeItemName)}
        open={open}
        close={() => setOpen(false)}
        action={words.endAction}
        busy={end.isPending}
        error={end.error}
        initial={{}}
        submit={({ to, reason }) =>
          end.mutate({ communityId, roomId, feeItemId, from: last.from, to, reason: reason.trim() })
        }
      >
        <p className="form-wide hint">{words.endLine(last.from)}</p>
        <Form.Item name="to" label={words.lastDay} rules={[needed(words.missing)]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="reason" label={words.reason} rules={[needed(words.missing)]}>
          <Input maxLength={200} />
        </Form.Item>
      </FormDialog>
    </>
  )
}
