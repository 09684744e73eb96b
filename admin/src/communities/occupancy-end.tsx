import type { Occupancy, Room } from '@linli/shared/communities/schema'
import { peopleApi } from '@linli/shared/people/api'
import { Form, Input } from 'antd'
import { FormDialog } from '../kit/form-dialog'
import { today } from '../kit/format'
import { needed } from '../kit/rules'
import { useToast } from '../kit/toast'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { communityWords as words } from './words'

export function OccupancyEnd({ room, occupancy, close }: { room: Room; occupancy?: Occupancy; close: () => void }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const end = useWrite(peopleApi.endOccupancy, {
    refreshes: ['communities.', 'people.', 'audit.'],
    onDone: () => {
      toast(words.ended)
      close()
    },
  })
  const name = occupancy?.personName ?? ''
  const submit = ({ to }: { to: string }) => {
    if (occupancy) end.mutate({ communityId, roomId: room.roomId, occupancyId: occupancy.occupancyId, to })
  }
  return (
    <FormDialog<{ to: string }>
      title={words.endTitle(name, room.code)}
      open={occupancy !== undefined}
      close={close}
      action={words.endAction(name)}
      busy={end.isPending}
      error={end.error}
      initial={{ to: today() }}
      submit={submit}
      width={440}
    >
      <p className="form-wide">{words.endLine}</p>
      <Form.Item name="to" label={words.lastDay} rules={[needed(words.missing)]} className="form-wide">
        <Input type="date" min={occupancy?.from} />
      </Form.Item>
    </FormDialog>
  )
}
