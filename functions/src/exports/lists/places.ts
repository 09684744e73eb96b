import { communitiesApi } from '@linli/shared/communities/api'
import { placeKindNames } from '@linli/shared/communities/place-words'
import { listExport, text } from '../list-export'

const degrees = (e6: number | undefined) => e6 !== undefined && (e6 / 1_000_000).toFixed(6)

export const places = listExport(
  {
    endpoint: communitiesApi.listPlaces,
    title: '公共区域',
    filters: { building: '楼栋' },
    routes: () => import('../../communities/routes'),
  },
  [
    text('楼栋', ({ building }) => building, 10),
    text('楼层', ({ floor }) => floor, 10),
    text('名称', ({ name }) => name, 24),
    text('类别', ({ kind }) => placeKindNames[kind], 12),
    text('纬度', ({ position }) => degrees(position?.latE6) || undefined, 12),
    text('经度', ({ position }) => degrees(position?.lngE6) || undefined, 12),
    text('使用中', ({ active }) => (active ? '是' : '否'), 8),
  ],
)
