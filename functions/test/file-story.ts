import { filesApi } from '@linli/shared/files/api'
import type { Act } from './records'

/** A logo: asked for, sent, looked at. */
export async function fileStory(desk: Act, communityId: string): Promise<void> {
  const at = { communityId }
  const png = Buffer.alloc(200)
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]).copy(png)
  png.writeUInt32BE(20, 16)
  png.writeUInt32BE(20, 20)
  const contentType = 'image/png'
  const { fileId, uploadUrl } = await desk(filesApi.startUpload, { ...at, kind: 'logo', contentType, size: 200 })
  await fetch(uploadUrl, { method: 'PUT', body: new Uint8Array(png), headers: { 'content-type': contentType } })
  await desk(filesApi.finishUpload, { ...at, fileId })
}
