import { formatYuan, parseYuan } from '@linli/shared/money'
import { refundApi } from '@linli/shared/payments/refund-api'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { FormDialog } from '../kit/form-dialog'
import { yuan } from '../kit/format'
import { needed } from '../kit/rules'
import { useToast } from '../kit/toast'
import { useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { amountRule } from './amount-rule'
import { onlineWords } from './online-words'

const words = onlineWords.limit

/** Above which sum a second person agrees: everybody reads it, who may sets it. */
export function RefundLimit() {
  const { communityId, can } = usePlace()
  const toast = useToast()
  const [open, setOpen] = useState(false)
  const settings = useRead(refundApi.refundSettings, { communityId })
  const save = useWrite(refundApi.saveRefundSettings, {
    refreshes: ['payments.', 'audit.'],
    onDone: () => {
      toast(words.done)
      setOpen(false)
    },
  })
  if (!settings.data) return null
  const { limitFen, version } = settings.data
  return (
    <>
      <span className="hint">{words.now(yuan(limitFen))}</span>
      {can('payments:limit') && <Button onClick={() => setOpen(true)}>{words.open}</Button>}
      <FormDialog<{ limit: string }>
        title={words.title}
        open={open}
        close={() => setOpen(false)}
        action={words.action}
        busy={save.isPending}
        error={save.error}
        initial={{ limit: formatYuan(limitFen) }}
        submit={({ limit }) => save.mutate({ communityId, limitFen: parseYuan(limit) ?? 0, version })}
      >
        <p className="form-wide">{words.line}</p>
        <Form.Item name="limit" label={words.label} rules={[needed(words.bad), amountRule(words.bad, undefined, 0)]}>
          <Input inputMode="decimal" prefix="¥" />
        </Form.Item>
      </FormDialog>
    </>
  )
}
