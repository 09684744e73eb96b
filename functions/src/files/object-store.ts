import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NotFound,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'

/** The private bucket. Keys begin with their owner (`C/<communityId>/…`); links are presigned and expire. */
export type Files = {
  put(key: string, body: Uint8Array, contentType: string): Promise<void>
  get(key: string): Promise<Uint8Array>
  /** Its size in bytes; undefined when it is not there. */
  sizeOf(key: string): Promise<number | undefined>
  remove(key: string): Promise<void>
  uploadUrl(key: string, contentType: string, size: number): Promise<string>
  downloadUrl(key: string, fileName?: string): Promise<string>
}

const uploadSeconds = 600
const downloadSeconds = 300

export function makeFiles(s3: S3Client, bucket: string): Files {
  return {
    async put(key, body, contentType) {
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentType: contentType }))
    },
    async get(key) {
      const { Body: body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }))
      if (!body) throw new Error('an object without a body')
      return body.transformToByteArray()
    },
    async sizeOf(key) {
      try {
        return (await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }))).ContentLength
      } catch (error) {
        if (error instanceof NotFound) return undefined
        throw error
      }
    },
    async remove(key) {
      await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }))
    },
    uploadUrl: (key, contentType, size) =>
      getSignedUrl(
        s3,
        new PutObjectCommand({ Bucket: bucket, Key: key, ContentType: contentType, ContentLength: size }),
        { expiresIn: uploadSeconds },
      ),
    downloadUrl: (key, fileName) =>
      getSignedUrl(
        s3,
        new GetObjectCommand({
          Bucket: bucket,
          Key: key,
          ...(fileName && {
            ResponseContentDisposition: `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
          }),
        }),
        { expiresIn: downloadSeconds },
      ),
  }
}

/** The same bucket, refusing object keys of other owners: `C/<communityId>/…` belongs to `C#<communityId>#`. */
export function filesWithin(files: Files, reach: readonly string[]): Files {
  const guarded = (key: string) => {
    const [kind, id] = key.split('/')
    if (!reach.includes(`${kind}#${id}#`) || key.includes('..')) throw new Error('object key outside the tenant')
    return key
  }
  return {
    put: async (key, body, contentType) => files.put(guarded(key), body, contentType),
    get: async key => files.get(guarded(key)),
    sizeOf: async key => files.sizeOf(guarded(key)),
    remove: async key => files.remove(guarded(key)),
    uploadUrl: async (key, contentType, size) => files.uploadUrl(guarded(key), contentType, size),
    downloadUrl: async (key, fileName) => files.downloadUrl(guarded(key), fileName),
  }
}
