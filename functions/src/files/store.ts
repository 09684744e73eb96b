import { Id } from '@linli/shared/ids'
import * as z from 'zod'
import type { Key } from '../db'

/** A file as kept; it counts once `state` is ready: its bytes were looked at. */
export const StoredFile = z.object({
  fileId: Id,
  communityId: z.string(),
  kind: z.literal('logo'),
  contentType: z.enum(['image/png', 'image/jpeg']),
  size: z.number().int(),
  state: z.enum(['pending', 'ready']),
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
