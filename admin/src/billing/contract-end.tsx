import { contractApi } from '@linli/shared/billing/contract-api'
import type { Contract } from '@linli/shared/billing/contract-schema'
import { Form, Input } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { today } from '../kit/format'
import { fits, needed } from '../kit/rules'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { contractWords as words } from './contract-words'

type Props = { contract: Contract; open: boolean; close: () => void }

/** Ends a contract before its day. */
export function ContractEnd({ contract, open, close }: Props) {
  const { communityId } = usePlace()
  const toast = useToast()
  const end = useWrite(contractApi.endContract, {
    refreshes: ['billing.', 'audit.'],
    onDone: () => {
      toast(words.endDone)
      close()
    },
  })
  return (
    <FormDialog<{ on: string; reason: string }>
      title={words.endTitle}
      open={open}
      close={close}
      action={words.endAction}
      busy={end.isPending}
      error={end.error}
      initial={{ on: today() }}
      submit={values => end.mutate({ communityId, contractId: contract.contractId, ...values })}
    >
      <p className="form-wide hint">{words.endLine}</p>
      <Form.Item name="on" label={words.endOn} rules={[needed(words.missing)]} className="form-wide">
        <Input type="date" />
      </Form.Item>
      <Form.Item
        name="reason"
        label={words.endReason}
        rules={[needed(words.missing), fits(contractApi.endContract.input.shape.reason)]}
        className="form-wide"
      >
        <Input maxLength={200} />
      </Form.Item>
    </FormDialog>
  )
}
