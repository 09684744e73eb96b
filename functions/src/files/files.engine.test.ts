import { filesApi as api } from '@linli/shared/files/api'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Caller, callAs } from '../../test/call'
import { testDeps } from '../../test/context'
import { makeCommunity, type Place } from '../../test/make'
import { makeStaff, signInStaff } from '../../test/sign-in'
import { makeApp } from '../http'
import { routes as identity } from '../identity/routes'
import { routes as files } from './routes'
import { objectKey, uploadKey } from './store'

const deps = testDeps()
const app = makeApp(deps, [...identity, ...files])
let place: Place
let office: Caller
beforeAll(async () => {
  place = await makeCommunity(deps)
  office = await signInStaff(app, await makeStaff(place, ['manager']))
})

/** The first bytes of a picture, and some of its rest. */
function png(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(200)
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]).copy(bytes)
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes
}
function jpeg(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(200)
  Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 17, 8]).copy(bytes)
  bytes.writeUInt16BE(height, 13)
  bytes.writeUInt16BE(width, 15)
  return bytes
}

const start = (size: number, contentType: 'image/png' | 'image/jpeg' = 'image/png', caller = office) =>
  callAs(app, caller, api.startUpload, { communityId: place.communityId, kind: 'logo', contentType, size })
const at = (fileId: string) => ({ communityId: place.communityId, fileId })

/** Puts bytes where the presigned link leads and says that they are there. */
async function upload(bytes: Buffer, contentType: 'image/png' | 'image/jpeg' = 'image/png', size = bytes.length) {
  const { fileId, uploadUrl } = (await start(size, contentType)).ok()
  const put = await fetch(uploadUrl, {
    method: 'PUT',
    body: new Uint8Array(bytes),
    headers: { 'content-type': contentType },
  })
  return { fileId, uploadUrl, put: put.status, done: await callAs(app, office, api.finishUpload, at(fileId)) }
}

describe('an upload that is started again with the same key', () => {
  const wish = (size: number) =>
    ({ communityId: place.communityId, kind: 'logo', contentType: 'image/png', size }) as const
  const again = (key: string, size = 200) => callAs(app, office, api.startUpload, wish(size), key)

  it('is the same file with a link that still works; another body is refused', async () => {
    const key = `upload-${deps.newId()}`
    const first = (await again(key)).ok()
    const repeats = await Promise.all([again(key), again(key)])
    for (const repeat of repeats) expect(repeat.ok().fileId).toBe(first.fileId)
    // A link is dated by the machine's clock: one of another second is another link.
    await new Promise(resolve => setTimeout(resolve, 1100))
    const { fileId, uploadUrl } = (await again(key)).ok()
    expect(uploadUrl).not.toBe(first.uploadUrl)
    const body = new Uint8Array(png(200, 80))
    const put = await fetch(uploadUrl, { method: 'PUT', body, headers: { 'content-type': 'image/png' } })
    expect(put.status).toBe(200)
    expect((await callAs(app, office, api.finishUpload, at(fileId))).status).toBe(200)
    expect((await again(key, 201)).code).toBe('request.reused_key')
  })
})

describe('a file', () => {
  it('counts once its bytes were looked at, and is read by a private link', async () => {
    for (const [bytes, contentType] of [
      [png(200, 80), 'image/png'],
      [jpeg(200, 80), 'image/jpeg'],
    ] as const) {
      const { fileId, done } = await upload(bytes, contentType)
      const { url } = (await callAs(app, office, api.get, at(fileId))).ok()
      expect(done.status).toBe(200)
      const answer = await fetch(url)
      expect(answer.headers.get('content-type')).toBe(contentType)
      expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes)
      expect((await fetch(url.replace(/\?.*/, ''))).status).toBe(403)
    }
  })

  it('is refused and deleted when it is something else', async () => {
    const html = Buffer.from('<html><script>alert(1)</script></html>'.padEnd(200))
    for (const { fileId, done } of [
      await upload(html),
      await upload(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'.padEnd(200))),
      await upload(jpeg(10, 10), 'image/png'),
      await upload(png(60_000, 60_000)),
      await upload(png(0, 10)),
    ]) {
      expect(done.code).toBe('files.bad_type')
      expect((await callAs(app, office, api.get, at(fileId))).code).toBe('record.not_found')
      expect(await deps.files.sizeOf(uploadKey({ communityId: place.communityId, fileId }))).toBeUndefined()
    }
  })

  it('is refused when it is larger than announced, or than allowed', async () => {
    expect((await upload(png(10, 10), 'image/png', 100)).done.code).toMatch(/files.bad_type|record.not_found/)
    expect((await start(2_000_001)).code).toBe('request.invalid')
    const { fileId } = (await start(1000)).ok()
    const file = { communityId: place.communityId, fileId }
    await deps.files.put(uploadKey(file), Buffer.alloc(2_000_001), 'image/png')
    expect((await callAs(app, office, api.finishUpload, at(fileId))).code).toBe('files.too_large')
    expect(await deps.files.sizeOf(uploadKey(file))).toBeUndefined()
  })

  it('cannot be changed afterwards by the link that brought it', async () => {
    const bytes = png(20, 20)
    const { fileId, uploadUrl } = await upload(bytes)
    await fetch(uploadUrl, {
      method: 'PUT',
      body: new Uint8Array(Buffer.alloc(200, 'x')),
      headers: { 'content-type': 'image/png' },
    })
    ;(await callAs(app, office, api.finishUpload, at(fileId))).ok()
    expect(Buffer.from(await deps.files.get(objectKey({ communityId: place.communityId, fileId })))).toEqual(bytes)
  })

  it('is not there before it came, for another community, or without permission', async () => {
    const { fileId } = (await start(100)).ok()
    expect((await callAs(app, office, api.finishUpload, at(fileId))).code).toBe('record.not_found')
    expect((await callAs(app, office, api.get, at(fileId))).code).toBe('record.not_found')
    const other = await makeCommunity(deps)
    const stranger = await signInStaff(app, await makeStaff(other, ['manager']))
    expect((await callAs(app, stranger, api.get, at(fileId))).code).toBe('access.forbidden')
    expect((await callAs(app, stranger, api.get, { communityId: other.communityId, fileId })).code).toBe(
      'record.not_found',
    )
    const cashier = await signInStaff(app, await makeStaff(place, ['cashier']))
    expect((await start(100, 'image/png', cashier)).code).toBe('access.forbidden')
  })
})
