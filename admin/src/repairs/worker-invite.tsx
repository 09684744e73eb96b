import { type StaffInvitation, staffApi } from '@linli/shared/identity/staff-api'
import { FieldRole, officeRoleNames } from '@linli/shared/permissions'
import { Button, Checkbox, Form, Input, Modal } from 'antd'
import { dateTime } from '../kit/format'
import { FormDialog } from '../kit/form-dialog'
import { needed } from '../kit/rules'
import { kitWords } from '../kit/words'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { inviteWords as words, workerWords } from './settings-words'

type Values = { name: string; roles: FieldRole[] }
type Props = { open: boolean; close: () => void; onInvited: (invitation: StaffInvitation) => void }

/** 邀请 somebody in the field: what they may do here, and a code for their own WeChat. */
export function WorkerInvite({ open, close, onInvited }: Props) {
  const { communityId } = usePlace()
  const invite = useWrite(staffApi.inviteStaff, {
    refreshes: ['identity.', 'repairs.', 'audit.'],
    onDone: invitation => {
      close()
      onInvited(invitation)
    },
  })
  return (
    <FormDialog<Values>
      title={words.title}
      open={open}
      close={close}
      action={words.action}
      busy={invite.isPending}
      error={invite.error}
      initial={{ roles: ['repairer'] }}
      submit={({ name, roles }) => invite.mutate({ communityId, name, roles })}
    >
      <Form.Item name="name" label={workerWords.columns.name} rules={[needed(workerWords.nameMissing)]}>
        <Input maxLength={30} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="roles"
        label={words.roles}
        className="form-wide"
        rules={[{ type: 'array', min: 1, message: words.rolesMissing }]}
      >
        <Checkbox.Group options={FieldRole.options.map(value => ({ value, label: officeRoleNames[value] }))} />
      </Form.Item>
    </FormDialog>
  )
}

/** The code, once: the server keeps only what tells whether it is right. */
export function InvitationCode({ shown, close }: { shown: StaffInvitation | undefined; close: () => void }) {
  return (
    <Modal
      title={shown && words.codeTitle(shown.name)}
      open={shown !== undefined}
      onCancel={close}
      destroyOnHidden
      footer={
        <Button type="primary" onClick={close}>
          {kitWords.close}
        </Button>
      }
    >
      {shown && (
        <div className="stack">
          <p className="invitation figure">{shown.code.replace(/(.{4})(?=.)/g, '$1 ')}</p>
          <p>{words.codeLine(dateTime(shown.expiresAt))}</p>
          <p className="hint">{words.codeOnce}</p>
        </div>
      )}
    </Modal>
  )
}
