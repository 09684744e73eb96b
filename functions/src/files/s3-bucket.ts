import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NotFound,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3'
import { createPresignedPost } from '@aws-sdk/s3-presigned-post'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import type { Files } from './object-store'

const uploadSeconds = 600
const downloadSeconds = 300

/** The bucket by the SDK; only object-store.ts loads this file, and only when a file is touched. */
export function s3Bucket(options: S3ClientConfig, bucket: string): Files {
  const s3 = new S3Client(options)
  return {
    async put(key, body, contentType) {
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentType: contentType }))
    },
    async get(key) {
      const { Body: body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }))
      if (!body) throw new Error('an object without a body')
      return body.transformToByteArray()
    },
    async putFile(key, path, contentType) {
      const { size } = await stat(path)
      const body = createReadStream(path)
      const put = { Bucket: bucket, Key: key, Body: body, ContentLength: size, ContentType: contentType }
      await s3.send(new PutObjectCommand(put))
    },
    async stream(key) {
      const { Body: body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }))
      if (!(body instanceof Readable)) throw new Error('an object without a body')
      return body
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
    uploadForm: (key, mostBytes) =>
      createPresignedPost(s3, {
        Bucket: bucket,
        Key: key,
        Fields: { 'Content-Type': 'application/octet-stream' },
        Conditions: [['content-length-range', 1, mostBytes]],
        Expires: uploadSeconds,
      }),
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
