import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream, type ReadStream } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import * as z from 'zod'
import { S3Error } from './object-signature'

/** What S3 keeps beside the bytes; `headers` are the ones a GET gives back (content-type, x-amz-meta-…). */
const objectRecord = z.strictObject({
  key: z.string(),
  file: z.string(),
  size: z.int(),
  etag: z.string(),
  modifiedAt: z.iso.datetime(),
  headers: z.record(z.string(), z.string()),
})
type ObjectRecord = z.infer<typeof objectRecord>

export interface ObjectFiles {
  put(key: string, body: Readable, headers: Record<string, string>, bodySha256?: string): Promise<ObjectRecord>
  find(key: string): Promise<ObjectRecord | undefined>
  read(record: ObjectRecord): ReadStream
  remove(key: string): Promise<void>
}

/**
 * Objects as files of one directory. File names are hashes, so a key can never name a path; the record beside the
 * bytes is replaced by a rename, so a reader sees the old object or the new one, never a mixture.
 */
export async function openObjectFiles(dir: string): Promise<ObjectFiles> {
  await mkdir(dir, { recursive: true })
  const recordPath = (key: string) => join(dir, `${createHash('sha256').update(key).digest('hex')}.json`)

  async function find(key: string): Promise<ObjectRecord | undefined> {
    const text = await readFile(recordPath(key), 'utf8').catch(() => undefined)
    return text === undefined ? undefined : objectRecord.parse(JSON.parse(text))
  }

  return {
    find,
    read: record => createReadStream(join(dir, record.file)),
    async put(key, body, headers, bodySha256) {
      const file = `${randomUUID()}.bin`
      const meter = measure()
      try {
        await pipeline(body, meter.through, createWriteStream(join(dir, file)))
        const { size, md5, sha256 } = meter.result()
        if (bodySha256 !== undefined && bodySha256 !== sha256) {
          throw new S3Error(400, 'XAmzContentSHA256Mismatch', 'The body does not have the signed hash.')
        }
        const record = { key, file, size, etag: `"${md5}"`, modifiedAt: new Date().toISOString(), headers }
        const before = await find(key)
        await writeFile(join(dir, `${file}.tmp`), JSON.stringify(record))
        await rename(join(dir, `${file}.tmp`), recordPath(key))
        if (before) await rm(join(dir, before.file), { force: true })
        return record
      } catch (error) {
        await rm(join(dir, file), { force: true })
        throw error
      }
    },
    async remove(key) {
      const before = await find(key)
      await rm(recordPath(key), { force: true })
      if (before) await rm(join(dir, before.file), { force: true })
    },
  }
}

function measure() {
  const md5 = createHash('md5')
  const sha256 = createHash('sha256')
  let size = 0
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      md5.update(chunk)
      sha256.update(chunk)
      done(null, chunk)
    },
  })
  return { through, result: () => ({ size, md5: md5.digest('hex'), sha256: sha256.digest('hex') }) }
}
