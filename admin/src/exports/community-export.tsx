import { exportsApi } from '@linli/shared/exports/api'
import { Form, Input } from 'antd'
import { Banner } from '../kit/banner'
import { FormDialog } from '../kit/form-dialog'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { exportWords } from './words'

const words = exportWords.whole
export const passphraseRule = { required: true, min: 12, max: 200, message: words.short }
type Values = { passphrase: string; repeat: string }

/** Asks for the passphrase twice: whoever mistypes it has a file that nobody can open. */
export function CommunityExport({ open, close }: { open: boolean; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const start = useWrite(exportsApi.startCommunity, {
    refreshes: ['exports.', 'audit.'],
    onDone: () => {
      toast(words.started)
      close()
    },
  })
  return (
    <FormDialog<Values>
      title={words.title}
      open={open}
      close={close}
      action={words.action}
      busy={start.isPending}
      error={start.error}
      initial={{}}
      submit={({ passphrase }) => start.mutate({ communityId, passphrase })}
    >
      <div className="form-wide stack">
        <Banner tone="due">{words.warning}</Banner>
        <p className="hint">{words.line}</p>
      </div>
      <Form.Item name="passphrase" label={words.passphrase} extra={words.hint} rules={[passphraseRule]}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="repeat"
        label={words.repeat}
        dependencies={['passphrase']}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              value === getFieldValue('passphrase') ? Promise.resolve() : Promise.reject(new Error(words.differs)),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </FormDialog>
  )
}
