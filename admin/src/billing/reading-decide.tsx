import { meterApi } from '@linli/shared/billing/meter-api'
import type { MeterReading } from '@linli/shared/billing/meter-schema'
import { readingText, usageText } from '@linli/shared/billing/meter-words'
import { parseScaled } from '@linli/shared/money'
import { Checkbox, Form, Input } from 'antd'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { FormDialog } from '../kit/form-dialog'
import { decimal, needed } from '../kit/rules'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { readingWords as words } from './reading-words'

type Props = { reading: MeterReading | undefined; open: boolean; close: () => void }
const refreshes = ['billing.', 'audit.']
const keyOf = ({ roomId, meterId, readOn }: MeterReading) => ({ roomId, meterId, readOn })

/** The odd reading is right: say why. */
export function ReadingConfirm({ reading, open, close }: Props) {
  const { communityId } = usePlace()
  const done = useDone(words.confirmed, close)
  const confirm = useWrite(meterApi.confirmReading, { refreshes, onDone: done })
  return (
    <ConfirmDialog
      title={words.confirmTitle(reading?.roomCode ?? '')}
      open={open && reading !== undefined}
      close={close}
      action={words.confirmAction}
      busy={confirm.isPending}
      error={confirm.error}
      needsReason
      confirm={reason => reading && confirm.mutate({ communityId, ...keyOf(reading), reason })}
    >
      <p>{reading && words.confirmLine(readingText(reading.value), usageText(reading.usage ?? 0))}</p>
    </ConfirmDialog>
  )
}

/** As if it had never been read. */
export function ReadingWithdraw({ reading, open, close }: Props) {
  const { communityId } = usePlace()
  const done = useDone(words.withdrawn, close)
  const withdraw = useWrite(meterApi.withdrawReading, { refreshes, onDone: done })
  return (
    <ConfirmDialog
      title={words.withdrawTitle(reading?.roomCode ?? '', reading?.readOn ?? '')}
      open={open && reading !== undefined}
      close={close}
      action={words.withdrawAction}
      busy={withdraw.isPending}
      error={withdraw.error}
      danger
      needsReason
      confirm={reason => reading && withdraw.mutate({ communityId, ...keyOf(reading), reason })}
    >
      <p>{words.withdrawLine}</p>
    </ConfirmDialog>
  )
}

type Values = { value: string; over?: boolean; reason: string }

/** The right value, with the reason; the wrong one stays on record beside it. */
export function ReadingCorrect({ reading, open, close }: Props) {
  const { communityId } = usePlace()
  const done = useDone(words.corrected, close)
  const correct = useWrite(meterApi.correctReading, { refreshes, onDone: done })
  const required = needed(words.missing)
  const submit = ({ value, over, reason }: Values) =>
    reading &&
    correct.mutate({
      communityId,
      ...keyOf(reading),
      value: parseScaled(value, 1_000) ?? 0,
      ...(over && { rolledOver: true }),
      reason,
    })
  return (
    <FormDialog<Values>
      title={words.correctTitle(reading?.roomCode ?? '', reading?.readOn ?? '')}
      open={open && reading !== undefined}
      close={close}
      action={words.correctAction}
      busy={correct.isPending}
      error={correct.error}
      initial={{ value: reading && readingText(reading.value), over: reading?.spans.at(-1)?.rollsOver ?? false }}
      submit={submit}
    >
      <Form.Item name="value" label={words.value} rules={[required, decimal(1_000, words.badNumber)]}>
        <Input inputMode="decimal" />
      </Form.Item>
      <Form.Item name="over" valuePropName="checked" className="form-foot">
        <Checkbox>{words.over}</Checkbox>
      </Form.Item>
      <Form.Item name="reason" label={words.reason} extra={words.reasonHint} rules={[required]} className="form-wide">
        <Input.TextArea rows={2} maxLength={200} />
      </Form.Item>
    </FormDialog>
  )
}

function useDone(said: string, close: () => void) {
  const toast = useToast()
  return () => {
    toast(said)
    close()
  }
}
