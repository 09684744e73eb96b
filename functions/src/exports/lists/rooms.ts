import { communitiesApi } from '@linli/shared/communities/api'
import { occupancyRoleNames, roomStatusNames } from '@linli/shared/communities/schema'
import { area, date, listExport, text } from '../list-export'

const routes = () => import('../../communities/routes')

export const rooms = listExport(
  {
    endpoint: communitiesApi.listRooms,
    title: '房屋',
    filters: { prefix: '房号' },
    routes,
  },
  [
    text('房号', room => room.code, 14),
    text('楼栋', room => room.building, 8),
    text('单元', room => room.unit, 8),
    text('房间', room => room.room, 10),
    text('状态', room => roomStatusNames[room.status], 10),
    area('建筑面积（m²）', room => room.areas.built),
    area('套内面积（m²）', room => room.areas.inner),
    area('收费面积（m²）', room => room.areas.billable),
    area('供暖面积（m²）', room => room.areas.heating),
    date('交付日期', room => room.handoverDate),
    text(
      '住户',
      room =>
        room.occupancies
          .filter(({ to }) => to === undefined)
          .map(({ personName, role }) => `${personName}（${occupancyRoleNames[role]}）`)
          .join('、'),
      30,
    ),
  ],
)
