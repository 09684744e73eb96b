import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ObjectStore, startObjectStore } from './object-store'

const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret' }
const Bucket = 'linli-files'
let own = ''
let dir = ''
let store: ObjectStore
let s3: S3Client
let nowMs: number | undefined

beforeAll(async () => {
  // In a folder of its own: what lies beside it is looked at.
  own = await mkdtemp(join(tmpdir(), 'linli-objects-'))
  dir = join(own, 'store')
  store = await startObjectStore({
    dir,
    bucket: Bucket,
    credentials,
    origins: ['http://127.0.0.1:8620'],
    maxBytes: 1000,
    now: () => nowMs ?? Date.now(),
  })
  s3 = client()
})
afterAll(async () => {
  await store.stop()
  await rm(own, { recursive: true, force: true })
})

it('puts, gets, overwrites and deletes with a signed request', async () => {
  const Key = 'C/ABC123/logo 1+2.png'
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'first', ContentType: 'image/png', Metadata: { by: 'me' } }))
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: '第二', ContentType: 'text/plain' }))
  const got = await s3.send(new GetObjectCommand({ Bucket, Key }))
  expect(await got.Body?.transformToString()).toBe('第二')
  expect(got.ContentType).toBe('text/plain')
  expect(got.Metadata).toEqual({})
  expect((await readdir(dir)).filter(name => name.endsWith('.bin'))).toHaveLength(1)
  const head = await s3.send(new HeadObjectCommand({ Bucket, Key }))
  expect(head).toMatchObject({ ContentLength: 6, ETag: got.ETag })
  await s3.send(new DeleteObjectCommand({ Bucket, Key }))
  await expect(s3.send(new GetObjectCommand({ Bucket, Key }))).rejects.toMatchObject({ name: 'NoSuchKey' })
  expect(await readdir(dir)).toEqual([])
})

it('takes an upload and a download by presigned link', async () => {
  const Key = 'C/ABC123/photo.jpg'
  const put = await getSignedUrl(s3, new PutObjectCommand({ Bucket, Key, ContentType: 'image/jpeg' }), {
    signableHeaders: new Set(['content-type']),
  })
  const uploaded = await fetch(put, { method: 'PUT', body: 'bytes', headers: { 'content-type': 'image/jpeg' } })
  expect(uploaded.status).toBe(200)
  const get = await getSignedUrl(
    s3,
    new GetObjectCommand({ Bucket, Key, ResponseContentDisposition: "attachment; filename*=UTF-8''%E7%85%A7" }),
  )
  const downloaded = await fetch(get)
  expect(await downloaded.text()).toBe('bytes')
  expect(downloaded.headers.get('content-type')).toBe('image/jpeg')
  expect(downloaded.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''%E7%85%A7")
  const unfit = await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key, ResponseContentDisposition: '照片' }))
  expect((await fetch(unfit)).status).toBe(400)
})

it('refuses a content type other than the signed one', async () => {
  const url = await getSignedUrl(s3, new PutObjectCommand({ Bucket, Key: 'a', ContentType: 'image/jpeg' }), {
    signableHeaders: new Set(['content-type']),
  })
  const answer = await fetch(url, { method: 'PUT', body: '<html>', headers: { 'content-type': 'text/html' } })
  expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('SignatureDoesNotMatch')])
})

it('refuses a link after its expiry, and one from the future', async () => {
  await s3.send(new PutObjectCommand({ Bucket, Key: 'old', Body: 'x' }))
  const url = await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: 'old' }), { expiresIn: 60 })
  expect((await fetch(url)).status).toBe(200)
  try {
    nowMs = Date.now() + 61_000
    const late = await fetch(url)
    expect([late.status, await late.text()]).toEqual([403, expect.stringContaining('expired')])
    nowMs = Date.now() - 3_600_000
    expect((await fetch(url)).status).toBe(403)
  } finally {
    nowMs = undefined
  }
})

it('refuses a link that was changed in any part', async () => {
  await s3.send(new PutObjectCommand({ Bucket, Key: 'mine', Body: 'mine' }))
  await s3.send(new PutObjectCommand({ Bucket, Key: 'theirs', Body: 'theirs' }))
  const url = await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: 'mine' }), { expiresIn: 60 })
  const forged = [
    url.replace('/mine?', '/theirs?'),
    url.replace('Expires=60', 'Expires=6000'),
    url.replace(/Signature=(.)/, (_, first: string) => `Signature=${first === '0' ? '1' : '0'}`),
    url.replace('Credential=local', 'Credential=other'),
    `${url}&response-content-type=text%2Fhtml`,
    url.replace(/&X-Amz-Signature=\w+/, ''),
    url.split('?')[0] ?? '',
  ]
  for (const link of forged) expect([link, (await fetch(link)).status]).toEqual([link, 403])
  expect((await fetch(url, { method: 'PUT', body: 'x' })).status).toBe(403)
})

it('refuses another secret, an unknown key, another bucket and what it does not do', async () => {
  const get = new GetObjectCommand({ Bucket, Key: 'mine' })
  await expect(client({ ...credentials, secretAccessKey: 'guess' }).send(get)).rejects.toMatchObject({
    name: 'SignatureDoesNotMatch',
  })
  await expect(client({ ...credentials, accessKeyId: 'guess' }).send(get)).rejects.toMatchObject({
    name: 'InvalidAccessKeyId',
  })
  await expect(s3.send(new GetObjectCommand({ Bucket: 'other', Key: 'mine' }))).rejects.toMatchObject({
    name: 'NoSuchBucket',
  })
  await expect(s3.send(new ListObjectsV2Command({ Bucket }))).rejects.toMatchObject({ name: 'NotImplemented' })
})

it('refuses a body that does not have the signed hash, and keeps the object as it was', async () => {
  await s3.send(new PutObjectCommand({ Bucket, Key: 'sealed', Body: 'before' }))
  const tampering = client()
  tampering.middlewareStack.add(
    next => args => {
      Object.assign(args.request ?? {}, { body: 'tamper' })
      return next(args)
    },
    { step: 'finalizeRequest', priority: 'low', name: 'tamper' },
  )
  await expect(tampering.send(new PutObjectCommand({ Bucket, Key: 'sealed', Body: 'after!' }))).rejects.toMatchObject({
    name: 'XAmzContentSHA256Mismatch',
  })
  const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'sealed' }))
  expect(await got.Body?.transformToString()).toBe('before')
})

it('refuses more bytes than allowed', async () => {
  const Body = 'x'.repeat(1001)
  await expect(s3.send(new PutObjectCommand({ Bucket, Key: 'big', Body }))).rejects.toMatchObject({
    name: 'EntityTooLarge',
  })
})

it('keeps a key that looks like a path inside its directory', async () => {
  const before = await readdir(join(dir, '..'))
  for (const Key of ['../../escape', '..', '/etc/passwd', 'a/../../b', 'nul\u0000byte', '....//x']) {
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }))
    const got = await s3.send(new GetObjectCommand({ Bucket, Key }))
    expect(await got.Body?.transformToString()).toBe(Key)
  }
  expect(await readdir(join(dir, '..'))).toEqual(before)
  expect((await readdir(dir)).every(name => /^[0-9a-f-]+\.(json|bin)$/.test(name))).toBe(true)
})

it('answers the pages of the stack across origins, and no others', async () => {
  const url = await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: 'mine' }))
  const ask = (origin: string, method: string) =>
    new Promise<{ status?: number; allowed?: string }>((resolve, reject) => {
      const headers = { origin, 'access-control-request-method': 'PUT' }
      request(url, { method, headers }, answer => {
        answer.resume()
        resolve({ status: answer.statusCode, allowed: answer.headers['access-control-allow-origin'] })
      })
        .on('error', reject)
        .end()
    })
  const ours = 'http://127.0.0.1:8620'
  expect(await ask(ours, 'OPTIONS')).toEqual({ status: 200, allowed: ours })
  expect(await ask(ours, 'GET')).toEqual({ status: 200, allowed: ours })
  expect(await ask('http://evil.example', 'OPTIONS')).toEqual({ status: 403, allowed: undefined })
  expect(await ask('http://evil.example', 'GET')).toEqual({ status: 200, allowed: undefined })
})

function client(given = credentials): S3Client {
  return new S3Client({
    endpoint: store.endpoint,
    region: 'cn-north-1',
    credentials: given,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 1,
  })
}
