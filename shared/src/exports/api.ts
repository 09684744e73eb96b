import * as z from 'zod'
import { endpoint, page, pageInput } from '../contract'
import { CommunityId, Id } from '../ids'
import { Export, Passphrase } from './schema'

const place = { communityId: CommunityId }
const one = { ...place, exportId: Id }
const anyone = { kind: 'office', permission: 'exports:run' } as const
const whole = { kind: 'office', permission: 'exports:community' } as const

/** 4 GB: what one upload may hold. */
const largestArchive = 4_000_000_000

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
  /** Not idempotent by key: what is remembered of a body would be a hash of the passphrase. */
  startCommunity: endpoint({
    id: 'exports.startCommunity',
    method: 'POST',
    path: '/v1/c/:communityId/community-exports',
    summary: '导出小区的全部资料，用口令加密',
    access: whole,
    input: { ...place, passphrase: Passphrase },
    output: Export,
    idempotent: true,
  }),
  /** `communityId` is the caller's own community: the one that comes back joins its company. */
  startRestore: endpoint({
    id: 'exports.startRestore',
    method: 'POST',
    path: '/v1/c/:communityId/community-imports',
    summary: '恢复一个小区：得到上传地址',
    access: whole,
    input: {
      ...place,
      fileName: z.string().min(1).max(200),
      size: z.number().int().min(1, '这个文件是空的').max(largestArchive, '文件超过 4 GB'),
    },
    output: z.object({ export: Export, uploadUrl: z.string() }),
    idempotent: true,
  }),
  /** Again after a failure: it goes on where it stopped. */
  runRestore: endpoint({
    id: 'exports.runRestore',
    method: 'POST',
    path: '/v1/c/:communityId/community-imports/:exportId/run',
    summary: '核对上传的资料并写入',
    access: whole,
    input: { ...one, passphrase: Passphrase },
    output: Export,
  }),
}
