import { Uploaded } from '@linli/shared/files/media'
import * as z from 'zod'
import type { Key } from '../db'

/**
 * A photo, video or document as kept: `pending` until its bytes were looked at, `ready` for whoever uploaded it to attach once,
 * `removing` when nobody did in time.
 */
export const StoredMedia = Uploaded.extend({
  communityId: z.string(),
  by: z.string(),
  state: z.enum(['pending', 'ready', 'removing']),
  attachedTo: z.string().optional(),
})
export type StoredMedia = z.infer<typeof StoredMedia>

export const mediaKey = (communityId: string, fileId: string): Key => ({
  pk: `C#${communityId}#media#${fileId}`,
  sk: 'media',
})

type Named = Pick<StoredMedia, 'communityId' | 'fileId'>
/** Where the phone puts it; nobody is ever sent there to look. */
export const mediaUploadKey = (media: Named) => `C/${media.communityId}/uploads/${media.fileId}`
export const mediaObjectKey = (media: Named) => `C/${media.communityId}/media/${media.fileId}`
export const thumbKey = (media: Named) => `${mediaObjectKey(media)}-thumb`

/** What was not attached yet, by when its time is over: reached on purpose. */
export const looseOwner = 'G#media#'
export const looseShards = Array.from({ length: 16 }, (_, i) => `${looseOwner}${i}`)
export const looseShard = (fileId: string) => `${looseOwner}${fileId.charCodeAt(fileId.length - 1) % 16}`
