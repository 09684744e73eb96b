import { feeApi } from '@linli/shared/billing/fee-api'
import { RoomTerms, roomTermsApi } from '@linli/shared/billing/room-terms'
import { parseScaled, priceScale } from '@linli/shared/money'
import { Form, Input, Select } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { decimal, filled, fits, needed } from '../kit/rules'
import { useToast } from '../kit/toast'
import { useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { assignmentWords as words } from './register-words'

type Values = { feeItemId: string; from?: string; to?: string; coefficient?: string; exemptReason?: string }
type Props = { roomId: string; roomCode: string; open: boolean; close: () => void }

/** How one room is charged one fee item, from now on. */
export function RoomTermsSet({ roomId, roomCode, open, close }: Props) {
  const { communityId } = usePlace()
  const toast = useToast()
  const items = useRead(feeApi.listFeeItems, { communityId }, { enabled: open }).data?.items ?? []
  const choices = items.filter(
    ({ active, charges, formula }) => active && !charges && formula.kind !== 'meter' && formula.kind !== 'shared',
  )
  const set = useWrite(roomTermsApi.setRoomTerms, {
    refreshes: ['billing.listAssignments', 'audit.'],
    onDone: () => {
      toast(words.saved)
      close()
    },
  })
  return (
    <FormDialog<Values>
      title={words.setTitle(roomCode)}
      open={open}
      close={close}
      action={words.setAction}
      busy={set.isPending}
      error={set.error}
      initial={{}}
      submit={({ feeItemId, from, to, coefficient, exemptReason }) =>
        set.mutate({
          communityId,
          roomId,
          feeItemId,
          applies: true,
          from: filled(from),
          to: filled(to),
          coefficient: filled(coefficient) === undefined ? undefined : parseScaled(coefficient ?? '', priceScale),
          exemptReason: filled(exemptReason),
        })
      }
    >
      <p className="form-wide hint">{words.setLine}</p>
      <Form.Item name="feeItemId" label={words.item} rules={[needed(words.itemMissing)]} className="form-wide">
        <Select options={choices.map(({ feeItemId, name }) => ({ value: feeItemId, label: name }))} />
      </Form.Item>
      <Form.Item name="from" label={words.from} extra={words.blank}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="to" label={words.to} extra={words.blank}>
        <Input type="date" />
      </Form.Item>
      <Form.Item
        name="coefficient"
        label={words.coefficient}
        extra={words.coefficientHint}
        rules={[decimal(priceScale, words.badCoefficient)]}
      >
        <Input inputMode="decimal" />
      </Form.Item>
      <Form.Item
        name="exemptReason"
        label={words.exemptReason}
        extra={words.exemptHint}
        rules={[fits(RoomTerms.shape.exemptReason)]}
        className="form-wide"
      >
        <Input maxLength={200} />
      </Form.Item>
    </FormDialog>
  )
}
