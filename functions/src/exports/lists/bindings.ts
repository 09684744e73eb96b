import { occupancyRoleNames } from '@linli/shared/communities/schema'
import { identityApi } from '@linli/shared/identity/api'
import { instant, listExport, text } from '../list-export'

export const bindings = listExport(
  {
    endpoint: identityApi.listBindingRequests,
    title: '绑定申请',
    routes: () => import('../../identity/routes'),
  },
  [
    text('房号', request => request.roomCode, 14),
    text('姓名', request => request.name),
    text('关系', request => occupancyRoleNames[request.role], 10),
    text('手机号', request => request.phoneMasked),
    text('说明', request => request.note, 30),
    instant('申请时间', request => request.createdAt),
  ],
)
