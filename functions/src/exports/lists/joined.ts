import { joiningApi } from '@linli/shared/identity/joining-api'
import { count, instant, listExport, text } from '../list-export'

export const joined = listExport(
  {
    endpoint: joiningApi.listJoined,
    title: '入住进度',
    routes: () => import('../../identity/routes'),
  },
  [
    text('楼栋', building => building.building, 10),
    count('房屋', building => building.rooms),
    count('已登记住户', building => building.homes, 12),
    count('已入住', building => building.joined),
    count('信件户数', building => building.letters?.count),
    instant('信件有效到', building => building.letters?.expiresAt),
    instant('统计时间', building => building.countedAt),
  ],
)
