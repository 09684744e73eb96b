import { Id } from '@linli/shared/ids'
import * as z from 'zod'
import type { Key } from '../db'

/** A file as kept; it counts once `state` is ready: its bytes were looked at. */
export const StoredFile = z.object({
  fileId: Id,
  communityId: z.string(),
  kind: z.enum(['logo', 'photo', 'video']),
  contentType: z.enum(['image/png', 'image/jpeg', 'video/mp4']),
  size: z.number().int(),
  state: z.enum(['pending', 'ready']),
  /** Who uploaded it, where it is not the office's own: nobody else puts it anywhere. */
  uploadedBy: z.string().optional(),
})
export type StoredFile = z.infer<typeof StoredFile>

export const fileKey = (communityId: string, fileId: string): Key => ({
  pk: `C#${communityId}#file#${fileId}`,
  sk: 'file',
})
/** Where the client puts it; whoever holds that link can put again, so what was looked at moves to `objectKey`. */
export const uploadKey = (file: Pick<StoredFile, 'communityId' | 'fileId'>) =>
  `C/${file.communityId}/uploads/${file.fileId}`
export const objectKey = (file: Pick<StoredFile, 'communityId' | 'fileId'>) =>
  `C/${file.communityId}/files/${file.fileId}`
