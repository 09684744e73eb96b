import * as z from 'zod'
import { endpoint } from '../contract'
import { CommunityId, Id } from '../ids'
import { Media, MediaKind, Uploaded, UploadForm, UploadKind } from './media'

const place = { communityId: CommunityId }
const household = { kind: 'home', roles: ['owner', 'tenant', 'family'] } as const
const attaching = { kind: 'office', permission: 'files:attach' } as const
/** Bytes are compared by the verb, which says what is allowed; no number of bytes is too large to be told so. */
const size = z.number().int().min(1)
const wish = { kind: MediaKind, size }
/** `posterId`: of a video, a photo that was looked at before, to be its picture. */
const finishing = { fileId: Id, posterId: Id.optional() }
const started = z.object({ fileId: Id, upload: UploadForm })

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
  /** A place for one photo or short video of a household; it counts after `finishMedia` has looked at its bytes. */
  startMedia: endpoint({
    id: 'files.startMedia',
    method: 'POST',
    path: '/v1/c/:communityId/rooms/:roomId/media',
    summary: '上传照片或短视频',
    access: household,
    input: { ...place, roomId: Id, ...wish },
    output: started,
    idempotent: true,
  }),
  finishMedia: endpoint({
    id: 'files.finishMedia',
    method: 'POST',
    path: '/v1/c/:communityId/rooms/:roomId/media/:fileId/finish',
    summary: '照片传好了，检查',
    access: household,
    input: { ...place, roomId: Id, ...finishing },
    output: Media,
  }),
  /** The same for whoever works here. */
  startWorkMedia: endpoint({
    id: 'files.startWorkMedia',
    method: 'POST',
    path: '/v1/c/:communityId/media',
    summary: '上传现场照片、短视频或 PDF',
    access: attaching,
    input: { ...place, kind: UploadKind, size },
    output: started,
    idempotent: true,
  }),
  finishWorkMedia: endpoint({
    id: 'files.finishWorkMedia',
    method: 'POST',
    path: '/v1/c/:communityId/media/:fileId/finish',
    summary: '现场照片传好了，检查',
    access: attaching,
    input: { ...place, ...finishing },
    output: Uploaded,
  }),
}
