import * as z from 'zod'
import { endpoint, page, pageInput } from '../contract'
import { CommunityId, Id } from '../ids'
import { Export } from './schema'

const place = { communityId: CommunityId }
const one = { ...place, exportId: Id }
const anyone = { kind: 'office', permission: 'exports:run' } as const

export const exportsApi = {
  /** `list` is the id of the list's own endpoint, `filters` its input: an export is never more than the caller's own list. */
  startList: endpoint({
    id: 'exports.startList',
    method: 'POST',
    path: '/v1/c/:communityId/exports',
    summary: '把一个列表导出成 .xlsx，带上正在用的筛选',
    access: anyone,
    input: { ...place, list: z.string().max(60), filters: z.record(z.string().max(40), z.string().max(200)) },
    output: Export,
    idempotent: true,
  }),
  list: endpoint({
    id: 'exports.list',
    method: 'GET',
    path: '/v1/c/:communityId/exports',
    summary: '我的导出，新的在前',
    access: anyone,
    input: { ...place, ...pageInput },
    output: page(Export),
  }),
  get: endpoint({
    id: 'exports.get',
    method: 'GET',
    path: '/v1/c/:communityId/exports/:exportId',
    summary: '我的一个导出和它的进度',
    access: anyone,
    input: one,
    output: Export,
  }),
  /** A write, because each download is recorded. */
  link: endpoint({
    id: 'exports.link',
    method: 'POST',
    path: '/v1/c/:communityId/exports/:exportId/link',
    summary: '下载地址，5 分钟内有效',
    access: anyone,
    input: one,
    output: z.object({ url: z.string() }),
  }),
}
