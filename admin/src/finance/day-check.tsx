import { financeApi } from '@linli/shared/finance/api'
import type { TillDay } from '@linli/shared/finance/till-schema'
import { Form, Input } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { filled } from '../kit/rules'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { dayWords as words } from './words'

/** 复核: somebody else has looked at the day. */
export function DayCheck({ day, open, close }: { day: TillDay; open: boolean; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const check = useWrite(financeApi.checkDay, {
    refreshes: ['finance.', 'audit.'],
    onDone: () => {
      toast(words.checked)
      close()
    },
  })
  const { cashierId, date } = day
  return (
    <FormDialog<{ note?: string }>
      title={words.checkTitle(date)}
      open={open}
      close={close}
      action={words.check}
      busy={check.isPending}
      error={check.error}
      initial={{}}
      submit={({ note }) => check.mutate({ communityId, cashierId, date, note: filled(note) })}
    >
      <p className="form-wide hint">{words.checkLine}</p>
      <Form.Item name="note" label={words.checkOpinion} className="form-wide">
        <Input maxLength={200} />
      </Form.Item>
    </FormDialog>
  )
}
