import { repairsApi } from '@linli/shared/repairs/api'
import { PauseReason } from '@linli/shared/repairs/schema'
import type { OfficeRepair } from '@linli/shared/repairs/views'
import { pauseReasonNames } from '@linli/shared/repairs/words'
import { Form, Input, Radio } from 'antd'
import { today } from '../kit/format'
import { FormDialog } from '../kit/form-dialog'
import { filled } from '../kit/rules'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { refreshes } from './refreshes'
import { actWords, pauseWords as words } from './words'

type Values = { reason: PauseReason; note?: string; until?: string }

/** 等配件, 等住户, 等天气: the clock stands still from now on. */
export function PauseDialog({ repair, close }: { repair: OfficeRepair | undefined; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const pause = useWrite(repairsApi.pauseByOffice, {
    refreshes,
    onDone: () => {
      toast(actWords.pause.done)
      close()
    },
  })
  return (
    <FormDialog<Values>
      title={actWords.pause.title}
      open={repair !== undefined}
      close={close}
      action={actWords.pause.action}
      busy={pause.isPending}
      error={pause.error}
      initial={{ reason: 'parts' }}
      submit={({ reason, note, until }) =>
        pause.mutate({
          communityId,
          repairId: repair?.repairId ?? '',
          reason,
          ...(filled(note) && { note: filled(note) }),
          ...(until && { until }),
        })
      }
    >
      <Form.Item name="reason" label={words.why} className="form-wide">
        <Radio.Group options={PauseReason.options.map(value => ({ value, label: pauseReasonNames[value] }))} />
      </Form.Item>
      <Form.Item name="until" label={words.until}>
        <Input type="date" min={today()} />
      </Form.Item>
      <Form.Item name="note" label={words.note} extra={words.noteHint} className="form-wide">
        <Input maxLength={100} />
      </Form.Item>
    </FormDialog>
  )
}
