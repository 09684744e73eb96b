import { communitiesApi } from '@linli/shared/communities/api'
import { type Occupancy, occupancyRoleNames, roomStatusNames, shareText } from '@linli/shared/communities/schema'
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
          // A lease has an end from its first day: its days stand beside the name.
          .filter(({ role, to }) => to === undefined || role === 'tenant')
          .map(residentText)
          .join('、'),
      30,
    ),
  ],
)

/** `李小红（业主，份额 50%）`, `赵云（租户，2026-03-01 至 2027-02-28）`. */
function residentText({ personName, role, shareBp, from, to }: Occupancy): string {
  const share = shareBp === undefined ? [] : [`份额 ${shareText(shareBp)}`]
  const days = to === undefined ? [] : [`${from} 至 ${to}`]
  return `${personName}（${[occupancyRoleNames[role], ...share, ...days].join('，')}）`
}
