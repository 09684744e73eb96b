import { repairsApi } from '@linli/shared/repairs/api'
import { Responsibility } from '@linli/shared/repairs/schema'
import type { RepairDetail } from '@linli/shared/repairs/views'
import { responsibilityNames } from '@linli/shared/repairs/words'
import { Form, Input, Radio } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { filled } from '../kit/rules'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { refreshes } from './refreshes'
import { responsibilityWords as words } from './show-words'

type Values = { responsibility: Responsibility; reason?: string }

/** Who bears it: only 业主自费 is ever charged to the household. */
export function ResponsibilityDialog({
  repair,
  open,
  close,
}: {
  repair: RepairDetail
  open: boolean
  close: () => void
}) {
  const { communityId } = usePlace()
  const toast = useToast()
  const save = useWrite(repairsApi.setResponsibility, {
    refreshes,
    onDone: () => {
      toast(words.done)
      close()
    },
  })
  return (
    <FormDialog<Values>
      title={words.title}
      open={open}
      close={close}
      action={words.action}
      busy={save.isPending}
      error={save.error}
      initial={{ responsibility: repair.responsibility ?? 'owner' }}
      submit={({ responsibility, reason }) =>
        save.mutate({
          communityId,
          repairId: repair.repairId,
          responsibility,
          ...(filled(reason) && { reason: filled(reason) }),
        })
      }
    >
      <Form.Item name="responsibility" label={words.label} className="form-wide">
        <Radio.Group
          className="radio-lines"
          options={Responsibility.options.map(value => ({ value, label: responsibilityNames[value] }))}
        />
      </Form.Item>
      <Form.Item name="reason" label={words.why} extra={words.whyHint} className="form-wide">
        <Input maxLength={100} />
      </Form.Item>
    </FormDialog>
  )
}
