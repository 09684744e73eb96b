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
export const objectKey = (file: Pick<StoredFile, 'communityId' | 'fileId'>) =>
  `C/${file.communityId}/files/${file.fileId}`
