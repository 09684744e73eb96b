import { filesApi as api } from '@linli/shared/files/api'
import type { MediaKind } from '@linli/shared/files/media'
import sharp from 'sharp'
import { beforeAll, expect, it } from 'vitest'
import { type Caller, callAs } from '../../test/call'
import { testContext } from '../../test/context'
import { aPhoto, sendForm } from '../../test/file-story'
import { type ResidentWorld, startResidents } from '../../test/residents'
import { makeStaff, signInStaff } from '../../test/sign-in'
import { aVideo } from '../../test/video'
import { makeApp } from '../http'
import { routes as identity } from '../identity/routes'
import { attachedMedia, shownMedia } from './attach-media'
import { mediaKey, mediaObjectKey, mediaUploadKey, StoredMedia, thumbKey } from './media-store'
import { routes } from './routes'
import { sweepMedia } from './sweep-media'

let world: ResidentWorld
let app: ReturnType<typeof makeApp>
let place: ResidentWorld['place']
let owner: Awaited<ReturnType<ResidentWorld['boundOwner']>>
let home: { communityId: string; roomId: string }
beforeAll(async () => {
  world = await startResidents()
  place = world.place
  app = makeApp(world.deps, [...identity, ...routes])
  owner = await world.boundOwner('1-1-101')
  home = { communityId: place.communityId, roomId: owner.room.roomId }
})

const start = (kind: MediaKind, size: number, who: Caller = owner.who, at = home) =>
  callAs(app, who, api.startMedia, { ...at, kind, size })

/** Bytes sent as a phone sends them, and what became of them. */
async function send(kind: MediaKind, bytes: Buffer) {
  const { fileId, upload } = (await start(kind, bytes.length)).ok()
  const posted = await sendForm(upload, bytes)
  const done = await callAs(app, owner.who, api.finishMedia, { ...home, fileId })
  return { fileId, upload, posted, done }
}
const named = (fileId: string) => ({ communityId: place.communityId, fileId })
const resident = () => {
  const { accountId } = owner.who
  return testContext(world.deps, { kind: 'account', accountId, sessionKey: '', homes: [] }, [`C#${place.communityId}#`])
}
const bytesAt = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer())

it('a photo comes by a form and is shown upright, without where it was taken, with a small one', async () => {
  const bytes = await sharp(await aPhoto(2400, 1200))
    .keepExif()
    .withMetadata({ orientation: 6 })
    .toBuffer()
  expect((await sharp(bytes).metadata()).exif?.includes('Telefon')).toBe(true)
  const { fileId, posted, done } = await send('photo', bytes)
  expect(posted).toBe(204)
  expect(done.ok()).toEqual({ fileId, kind: 'photo', width: 1024, height: 2048 })
  const [piece] = await shownMedia(resident(), place.communityId, [done.ok()])
  const full = await bytesAt(piece?.url ?? '')
  const about = await sharp(full).metadata()
  expect(about).toMatchObject({ format: 'jpeg', width: 1024, height: 2048 })
  expect(about.exif).toBeUndefined()
  expect(full.includes('Telefon')).toBe(false)
  expect(await sharp(await bytesAt(piece?.thumbUrl ?? '')).metadata()).toMatchObject({ width: 320, height: 320 })
  expect((await fetch((piece?.url ?? '').replace(/\?.*/, ''))).status).toBe(403)
  expect(await world.deps.files.sizeOf(mediaUploadKey(named(fileId)))).toBeUndefined()
  expect((await callAs(app, owner.who, api.finishMedia, { ...home, fileId })).ok()).toEqual(done.ok())
})

it('what is no photo is refused in a sentence and deleted', async () => {
  const photo = await aPhoto()
  const bomb = await sharp({ create: { width: 8000, height: 8000, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()
  for (const bytes of [
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    Buffer.from('<html><script>alert(1)</script></html>'),
    photo.subarray(0, photo.length / 2),
    bomb,
    aVideo(),
  ]) {
    const { fileId, done } = await send('photo', bytes)
    expect(done.code).toBe('files.not_a_photo')
    for (const key of [mediaUploadKey, mediaObjectKey, thumbKey])
      expect(await world.deps.files.sizeOf(key(named(fileId)))).toBeUndefined()
  }
})

it('too much is refused before it is sent, and by the bucket when less was announced', async () => {
  expect((await start('video', 2_000_000_000)).code).toBe('files.video_too_large')
  expect((await start('photo', 15_000_001)).code).toBe('files.photo_too_large')
  const { fileId, upload } = (await start('photo', 10)).ok()
  expect(await sendForm(upload, Buffer.alloc(15_000_001))).toBe(400)
  expect((await callAs(app, owner.who, api.finishMedia, { ...home, fileId })).code).toBe('files.not_arrived')
})

it('a form brings its own object alone, and only what it was signed for', async () => {
  const { upload } = (await start('photo', 10)).ok()
  const other = { key: mediaUploadKey(named(world.deps.newId())) }
  expect(await sendForm(upload, Buffer.from('x'), other)).toBe(403)
  expect(await sendForm(upload, Buffer.from('x'), { 'Content-Type': 'text/html' })).toBe(403)
  expect(await sendForm(upload, Buffer.from('x'), { acl: 'public-read' })).toBe(403)
  expect(await sendForm(upload, Buffer.from('x'), { Policy: Buffer.from('{}').toString('base64') })).toBe(403)
  expect(await sendForm(upload, Buffer.from('x'))).toBe(204)
})

it('a video has the picture that came with it, if the same person sent both', async () => {
  const photo = await send('photo', await aPhoto())
  const { fileId, upload } = (await start('video', aVideo().length)).ok()
  await sendForm(upload, aVideo())
  const finish = (posterId: string) => callAs(app, owner.who, api.finishMedia, { ...home, fileId, posterId })
  const theirs = { ...named(world.deps.newId()), kind: 'photo', by: world.deps.newId(), state: 'ready' }
  await resident().db.writeMany([{ put: { ...mediaKey(theirs.communityId, theirs.fileId), ...theirs } }])
  expect((await finish(theirs.fileId)).code).toBe('files.not_arrived')
  const video = (await finish(photo.fileId)).ok()
  expect(video.poster).toBe(true)
  const [shown] = await shownMedia(resident(), place.communityId, [video])
  expect(await sharp(await bytesAt(shown?.thumbUrl ?? '')).metadata()).toMatchObject({ width: 320, height: 320 })
})

it('a video keeps its picture and sound and loses where it was taken; long ones and other files are refused', async () => {
  const bytes = aVideo({ seconds: 12.5 })
  expect(bytes.includes('+39.9042+116.4074/')).toBe(true)
  const { fileId, done } = await send('video', bytes)
  expect(done.ok()).toEqual({ fileId, kind: 'video', seconds: 12.5 })
  const [piece] = await shownMedia(resident(), place.communityId, [done.ok()])
  const kept = await bytesAt(piece?.url ?? '')
  expect(kept.length).toBe(bytes.length)
  expect(kept.includes('+39.9042+116.4074/')).toBe(false)
  expect(kept.includes('the picture')).toBe(true)
  expect((await send('video', aVideo({ seconds: 62 }))).done.code).toBe('files.video_too_long')
  for (const wrong of [await aPhoto(), bytes.subarray(0, bytes.length - 1), Buffer.alloc(40), aVideo({ seconds: 0 })])
    expect((await send('video', wrong)).done.code).toBe('files.not_a_video')
})

it('the same wish is the same place; nobody else can finish it, or see that it is there', async () => {
  const key = `photo-${world.deps.newId()}`
  const wish = { ...home, kind: 'photo', size: 100 } as const
  const ask = (size = 100) => callAs(app, owner.who, api.startMedia, { ...wish, size }, key)
  const [one, two] = await Promise.all([ask(), ask()])
  expect(one.ok().fileId).toBe(two.ok().fileId)
  expect((await ask(101)).code).toBe('request.reused_key')
  const { fileId, upload } = (await ask()).ok()
  await sendForm(upload, await aPhoto())
  const neighbour = await world.boundOwner('1-1-102')
  const there = { communityId: place.communityId, roomId: neighbour.room.roomId, fileId }
  expect((await callAs(app, neighbour.who, api.finishMedia, there)).code).toBe('record.not_found')
  expect((await start('photo', 100, neighbour.who)).code).toBe('access.forbidden')
  const clerk = await signInStaff(app, await makeStaff(place, ['clerk']))
  const at = { communityId: place.communityId, fileId }
  expect((await callAs(app, clerk, api.finishWorkMedia, at)).code).toBe('record.not_found')
  expect((await callAs(app, owner.who, api.finishMedia, { ...home, fileId })).status).toBe(200)
})

it('a piece belongs to one record, of the person who took it; what belongs to none is removed after three days', async () => {
  const { deps } = world
  const ctx = resident()
  const [kept, loose] = [await send('photo', await aPhoto()), await send('photo', await aPhoto())]
  const begun = (await start('photo', 10)).ok()
  const wish = { communityId: place.communityId, fileIds: [kept.fileId], to: 'repair#1' }
  const { media, writes } = await attachedMedia(ctx, wish)
  expect(media).toEqual([kept.done.ok()])
  const audit = { pk: `C#${place.communityId}#test`, sk: deps.newId() }
  await ctx.db.transact([...writes, { put: audit }], audit)
  expect(await attachedMedia(ctx, wish)).toEqual({ media, writes: [] })
  await expect(attachedMedia(ctx, { ...wish, to: 'repair#2' })).rejects.toMatchObject({ code: 'files.not_arrived' })
  await expect(ctx.db.transact(writes, audit)).rejects.toMatchObject({ name: 'ConditionFailed' })
  await expect(attachedMedia(ctx, { ...wish, fileIds: [begun.fileId] })).rejects.toMatchObject({
    code: 'files.not_arrived',
  })
  const of = (fileId: string) => ctx.db.get(mediaKey(place.communityId, fileId), StoredMedia)
  deps.world.settle()
  await sweepMedia(deps)
  expect(await of(loose.fileId)).toBeDefined()
  deps.clock.advance(3 * 86_400_000 + 1000)
  await Promise.all([sweepMedia(deps), sweepMedia(deps)])
  expect(await of(loose.fileId)).toBeUndefined()
  expect(await of(begun.fileId)).toBeUndefined()
  expect(await deps.files.sizeOf(mediaObjectKey(named(loose.fileId)))).toBeUndefined()
  expect((await of(kept.fileId))?.attachedTo).toBe('repair#1')
  expect(await deps.files.sizeOf(thumbKey(named(kept.fileId)))).toBeGreaterThan(100)
})
