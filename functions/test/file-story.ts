import { filesApi } from '@linli/shared/files/api'
import type { UploadForm } from '@linli/shared/files/media'
import sharp from 'sharp'
import type { Act } from './records'

/** A resident's photo and the office's: a place for it, the photo itself, a look at it. */
export async function photoStory(mine: Act, desk: Act, here: { communityId: string; roomId: string }): Promise<void> {
  const photo = await aPhoto()
  const wish = { kind: 'photo', size: photo.length } as const
  const own = await mine(filesApi.startMedia, { ...here, ...wish })
  await sendForm(own.upload, photo)
  await mine(filesApi.finishMedia, { ...here, fileId: own.fileId })
  const at = { communityId: here.communityId }
  const { fileId, upload } = await desk(filesApi.startWorkMedia, { ...at, ...wish })
  await sendForm(upload, photo)
  await desk(filesApi.finishWorkMedia, { ...at, fileId })
}

/** A photo as a phone takes it: with the place where it was taken. */
export const aPhoto = (width = 640, height = 480): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#4477aa' } })
    .withExif({ IFD0: { Make: 'Telefon' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '39/1 54/1 0/1' } })
    .jpeg()
    .toBuffer()

/** Sends bytes as a phone does: the form's fields, then the file. */
export async function sendForm({ url, fields }: UploadForm, bytes: Buffer, change: Record<string, string> = {}) {
  const form = new FormData()
  for (const [name, value] of Object.entries({ ...fields, ...change })) form.append(name, value)
  form.append('file', new Blob([new Uint8Array(bytes)]), 'photo.jpg')
  return (await fetch(url, { method: 'POST', body: form })).status
}

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
