import { communitiesApi } from '@linli/shared/communities/api'
import type { Room } from '@linli/shared/communities/schema'
import { Form, Input } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { needed } from '../kit/rules'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { RoomFields, roomInput, type RoomValues } from './room-fields'
import { communityWords as words } from './words'

type Values = RoomValues & { building: string; unit: string; room: string }

export function RoomCreate({ open, close, done }: { open: boolean; close: () => void; done: (room: Room) => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const create = useWrite(communitiesApi.createRoom, {
    refreshes: ['communities.', 'insight.'],
    onDone: room => {
      toast(words.added(room.code))
      close()
      done(room)
    },
  })
  const rules = [needed(words.missing), { pattern: /^[0-9A-Z]{1,12}$/, message: words.badPart }]
  return (
    <FormDialog<Values>
      title={words.add}
      open={open}
      close={close}
      action={words.addAction}
      busy={create.isPending}
      error={create.error}
      initial={{ status: 'occupied' }}
      submit={({ building, unit, room, ...values }) =>
        create.mutate({ communityId, building, unit, room, ...roomInput(values) })
      }
    >
      <Form.Item name="building" label={words.fields.building} rules={rules}>
        <Input />
      </Form.Item>
      <Form.Item name="unit" label={words.fields.unit} rules={rules} extra={words.unitHint}>
        <Input />
      </Form.Item>
      <Form.Item name="room" label={words.fields.room} rules={rules} className="form-wide">
        <Input />
      </Form.Item>
      <RoomFields />
    </FormDialog>
  )
}
