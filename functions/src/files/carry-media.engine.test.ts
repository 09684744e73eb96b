import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { testDeps } from '../../test/context'
import { makeCommunity } from '../../test/make'
import { nothingSeen, type Target } from '../exports/part'
import { goAlong, mediaPart } from './carry-media'
import { mediaKey, mediaObjectKey, StoredMedia, thumbKey } from './media-store'

const begin = (head: number[], size: number) => Buffer.concat([Buffer.from(head), randomBytes(size - head.length)])

it('pictures travel in pieces and are joined where they arrive, also by a worker that died between; what is not there or does not fit stays', async () => {
  const deps = testDeps()
  const [from, to] = [await makeCommunity(deps), await makeCommunity(deps)]
  const video = { fileId: deps.newId(), kind: 'video' as const, seconds: 3, poster: true as const }
  const photo = { fileId: deps.newId(), kind: 'photo' as const, width: 10, height: 10 }
  const gone = { fileId: deps.newId(), kind: 'photo' as const }
  const bytes = {
    video: begin([0, 0, 0, 8, ...Buffer.from('ftyp')], 4_000_000),
    photo: begin([0xff, 0xd8, 0xff], 3_000_000),
    small: begin([0xff, 0xd8, 0xff], 100),
  }
  for (const media of [video, photo]) {
    const named = { communityId: from.communityId, fileId: media.fileId }
    await from.ctx.files.put(mediaObjectKey(named), bytes[media.kind], 'image/jpeg')
    await from.ctx.files.put(thumbKey(named), bytes.small, 'image/jpeg')
    const kept = { ...named, ...media, by: 'account', state: 'ready', attachedTo: 'repair#1' }
    await from.ctx.db.writeMany([{ put: { ...mediaKey(from.communityId, media.fileId), ...kept } }])
  }
  const source = { ctx: from.ctx, communityId: from.communityId, companyId: from.companyId, seen: nothingSeen() }
  expect(await goAlong(source, [video, photo, gone])).toEqual([video, photo])
  const full = { ...source, seen: { ...nothingSeen(), mediaBytes: 1_999_999_999 } }
  expect(await goAlong(full, [photo])).toEqual([])
  const records: unknown[] = []
  for await (const some of mediaPart.read(source)) records.push(...some)
  expect(Math.max(...records.map(record => JSON.stringify(record).length))).toBeLessThan(2_100_000)

  const target: Target = { ctx: to.ctx, communityId: to.communityId, companyId: to.companyId, merchantRefs: new Set() }
  const items = await mediaPart.items(target, records)
  // The last archive part again, as after a crash before it was noted as done.
  await mediaPart.items(target, records.slice(-1))
  for (const { fileId, kind } of [video, photo]) {
    const named = { communityId: to.communityId, fileId }
    expect(Buffer.from(await to.ctx.files.get(mediaObjectKey(named))).equals(bytes[kind])).toBe(true)
    expect(Buffer.from(await to.ctx.files.get(thumbKey(named))).equals(bytes.small)).toBe(true)
    expect(await to.ctx.files.sizeOf(`${mediaObjectKey(named)}-0`)).toBeUndefined()
  }
  expect(items.map(item => StoredMedia.parse(item))).toMatchObject([
    { ...video, communityId: to.communityId, by: '', attachedTo: 'repair#1' },
    { ...photo, communityId: to.communityId, by: '', attachedTo: 'repair#1' },
  ])
  const page = { fileId: photo.fileId, kind: 'photo', of: 'whole', nth: 0, last: true, base64: 'PGh0bWw+' }
  await expect(mediaPart.items(target, [page])).rejects.toMatchObject({ code: 'exports.damaged' })
})
