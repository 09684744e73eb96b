import { feeApi } from '@linli/shared/billing/fee-api'
import { roomTermsApi } from '@linli/shared/billing/room-terms'
import { Form, Select } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { needed } from '../kit/rules'
import { useToast } from '../kit/toast'
import { useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { assignmentWords as words } from './register-words'
import { TermsFields, type TermsValues, termsOf } from './terms-fields'

type Values = TermsValues & { feeItemId: string }
type Props = { roomId: string; roomCode: string; open: boolean; close: () => void }

/** How one room is charged one fee item, from now on. */
export function RoomTermsSet({ roomId, roomCode, open, close }: Props) {
  const { communityId } = usePlace()
  const toast = useToast()
  const items = useRead(feeApi.listFeeItems, { communityId }, { enabled: open }).data?.items ?? []
  const choices = items.filter(
    ({ active, charges, formula }) => active && !charges && formula.kind !== 'contract' && formula.kind !== 'duration',
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
      submit={({ feeItemId, ...values }) =>
        set.mutate({
          communityId,
          roomId,
          feeItemId,
          applies: true,
          ...termsOf(values),
        })
      }
    >
      <p className="form-wide hint">{words.setLine}</p>
      <Form.Item name="feeItemId" label={words.item} rules={[needed(words.itemMissing)]} className="form-wide">
        <Select options={choices.map(({ feeItemId, name }) => ({ value: feeItemId, label: name }))} />
      </Form.Item>
      <TermsFields />
    </FormDialog>
  )
}
