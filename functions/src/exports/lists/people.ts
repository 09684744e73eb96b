import { occupancyRoleNames } from '@linli/shared/communities/schema'
import { peopleApi } from '@linli/shared/people/api'
import type { CommunityPerson } from '@linli/shared/people/schema'
import { type Column, listExportOfRows, text } from '../list-export'

type Row = { person: CommunityPerson; room: CommunityPerson['rooms'][number] }

const columns: Column<Row>[] = [
  text('姓名', ({ person }) => person.name),
  text('类型', ({ person }) => (person.kind === 'natural' ? '个人' : '单位'), 8),
  text('手机号', ({ person }) => person.phoneMasked),
  text('房号', ({ room }) => room.code, 14),
  text('关系', ({ room }) => occupancyRoleNames[room.role], 10),
  text('现状', ({ room }) => (room.ended ? '已结束' : '在住'), 10),
]

/** A row for each room of a person; numbers masked, as the list shows them. */
export const people = listExportOfRows(
  {
    endpoint: peopleApi.list,
    title: '住户',
    filters: { name: '姓名' },
    routes: () => import('../../people/routes'),
  },
  person => person.rooms.map(room => ({ person, room })),
  columns,
)
