import { communitiesApi } from '@linli/shared/communities/api'
import { count, listExport, text } from '../list-export'

export const buildings = listExport(
  {
    endpoint: communitiesApi.listBuildings,
    title: '楼栋',
    filters: { prefix: '楼栋' },
    routes: () => import('../../communities/routes'),
  },
  [
    text('楼栋', ({ building }) => building, 10),
    text('单元', ({ units }) => units.join('、'), 24),
    count('房屋数', each => each.rooms),
  ],
)
