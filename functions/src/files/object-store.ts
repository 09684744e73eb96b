import type { Readable } from 'node:stream'
import type { S3ClientConfig } from '@aws-sdk/client-s3'
import type { UploadForm } from '@linli/shared/files/media'

/** The private bucket. Keys begin with their owner (`C/<communityId>/…`); links are presigned and expire. */
export type Files = {
  put(key: string, body: Uint8Array, contentType: string): Promise<void>
  get(key: string): Promise<Uint8Array>
  /** A local file as it lies there: for what does not fit memory. */
  putFile(key: string, path: string, contentType: string): Promise<void>
  /** The same way back, as it comes. */
  stream(key: string): Promise<Readable>
  /** Its size in bytes; undefined when it is not there. */
  sizeOf(key: string): Promise<number | undefined>
  remove(key: string): Promise<void>
  uploadUrl(key: string, contentType: string, size: number): Promise<string>
  /** For phones, whose upload is a form: of at most so many bytes, whatever they are. */
  uploadForm(key: string, mostBytes: number): Promise<UploadForm>
  downloadUrl(key: string, fileName?: string): Promise<string>
}

/**
 * The bucket that these options lead to. Its SDK is loaded at the first use: most requests touch no file, and it would
 * cost every function's start a third more.
 */
export function makeFiles(options: S3ClientConfig, bucket: string): Files {
  let opened: Promise<Files> | undefined
  const files = () => (opened ??= import('./s3-bucket').then(({ s3Bucket }) => s3Bucket(options, bucket)))
  return {
    put: async (key, body, contentType) => (await files()).put(key, body, contentType),
    get: async key => (await files()).get(key),
    putFile: async (key, path, contentType) => (await files()).putFile(key, path, contentType),
    stream: async key => (await files()).stream(key),
    sizeOf: async key => (await files()).sizeOf(key),
    remove: async key => (await files()).remove(key),
    uploadUrl: async (key, contentType, size) => (await files()).uploadUrl(key, contentType, size),
    uploadForm: async (key, mostBytes) => (await files()).uploadForm(key, mostBytes),
    downloadUrl: async (key, fileName) => (await files()).downloadUrl(key, fileName),
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
    putFile: async (key, path, contentType) => files.putFile(guarded(key), path, contentType),
    stream: async key => files.stream(guarded(key)),
    sizeOf: async key => files.sizeOf(guarded(key)),
    remove: async key => files.remove(guarded(key)),
    uploadUrl: async (key, contentType, size) => files.uploadUrl(guarded(key), contentType, size),
    uploadForm: async (key, mostBytes) => files.uploadForm(guarded(key), mostBytes),
    downloadUrl: async (key, fileName) => files.downloadUrl(guarded(key), fileName),
  }
}
