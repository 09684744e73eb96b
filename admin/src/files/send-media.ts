import { filesApi } from '@linli/shared/files/api'
import type { UploadKind } from '@linli/shared/files/media'
import { call } from '../api-client'
import { postForm } from '../kit/put-file'
import { firstFrame } from './first-frame'
import { mediaWords } from './words'

type Sending = { communityId: string; file: File; kind: UploadKind; key: string; onPart: (part: number) => void }

/** One photo or video to the bucket, and the server's look at it; a video with its picture. Answers the file's id. */
export async function sendMedia({ communityId, file, kind, key, onPart }: Sending): Promise<string> {
  const fileId = await brought(communityId, file, kind, key, onPart)
  const posterId = kind === 'video' ? await posterOf(communityId, file) : undefined
  await call(filesApi.finishWorkMedia, { communityId, fileId, ...(posterId && { posterId }) })
  return fileId
}

async function brought(
  communityId: string,
  file: Blob,
  kind: UploadKind,
  idempotencyKey: string,
  onPart: (part: number) => void,
): Promise<string> {
  const wish = { communityId, kind, size: Math.max(1, file.size) }
  const { fileId, upload } = await call(filesApi.startWorkMedia, wish, { idempotencyKey })
  await postForm(upload, file, mediaWords.failed, onPart)
  return fileId
}

/** What fails here keeps no video up. */
async function posterOf(communityId: string, file: File): Promise<string | undefined> {
  const picture = await firstFrame(file)
  if (!picture) return undefined
  try {
    const fileId = await brought(communityId, picture, 'photo', crypto.randomUUID(), () => undefined)
    await call(filesApi.finishWorkMedia, { communityId, fileId })
    return fileId
  } catch {
    return undefined
  }
}
