import * as z from 'zod'
import { endpoint } from '../contract'
import { CommunityId, Id } from '../ids'

const place = { communityId: CommunityId }

export const filesApi = {
  /** A presigned PUT of one image of at most 2 MB; the file counts only after `finishUpload` has looked at its bytes. */
  startUpload: endpoint({
    id: 'files.startUpload',
    method: 'POST',
    path: '/v1/c/:communityId/files',
    summary: '上传标志图片',
    access: { kind: 'office', permission: 'files:write' },
    input: {
      ...place,
      kind: z.literal('logo'),
      contentType: z.enum(['image/png', 'image/jpeg']),
      size: z.number().int().min(1).max(2_000_000, '图片太大，请压缩到 2 MB 以内'),
    },
    output: z.object({ fileId: Id, uploadUrl: z.string() }),
    idempotent: true,
  }),
  finishUpload: endpoint({
    id: 'files.finishUpload',
    method: 'POST',
    path: '/v1/c/:communityId/files/:fileId/finish',
    summary: '上传完成，检查文件',
    access: { kind: 'office', permission: 'files:write' },
    input: { ...place, fileId: Id },
    output: z.object({ fileId: Id, url: z.string() }),
  }),
  get: endpoint({
    id: 'files.get',
    method: 'GET',
    path: '/v1/c/:communityId/files/:fileId',
    summary: '私有的、会过期的链接',
    access: { kind: 'office', permission: 'communities:read' },
    input: { ...place, fileId: Id },
    output: z.object({ url: z.string() }),
  }),
}
