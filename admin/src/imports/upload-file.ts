import { type Import, importsApi, largestFile } from '@linli/shared/imports/api'
import { call } from '../api-client'
import { putFile } from '../kit/put-file'
import { importWords as words } from './words'

export type UploadStep = { kind: 'hashing' } | { kind: 'uploading'; part: number }

const known = /\.(xls|xlsx|csv)$/i

/** Why a file cannot be imported, before anything is sent. */
export function fileProblem(file: { name: string; size: number }): string | undefined {
  if (!known.test(file.name)) return words.badType
  if (file.size === 0) return words.empty
  return file.size > largestFile ? words.tooLarge : undefined
}

/**
 * Hash, presigned upload, preview. The same file leads to the same import, so one that is already further on is only
 * opened again. Answers the import's id.
 */
export async function uploadFile(communityId: string, file: File, onStep: (step: UploadStep) => void): Promise<string> {
  const { import: started, uploadUrl } = await call(importsApi.start, {
    communityId,
    ...(await described(file, onStep)),
  })
  const { importId, state } = started
  if (state !== 'uploading') return importId
  await putFile(uploadUrl, file, words.uploadFailed, part => onStep({ kind: 'uploading', part }))
  await call(importsApi.preview, { communityId, importId })
  return importId
}

/** Corrected rows of an import in the place of its own; it is read again with them. */
export async function uploadCorrection(
  place: { communityId: string; importId: string },
  file: File,
  onStep: (step: UploadStep) => void,
): Promise<Import> {
  const { correctionId, uploadUrl } = await call(importsApi.startCorrection, {
    ...place,
    ...(await described(file, onStep)),
  })
  await putFile(uploadUrl, file, words.uploadFailed, part => onStep({ kind: 'uploading', part }))
  return call(importsApi.correct, { ...place, correctionId })
}

async function described(file: File, onStep: (step: UploadStep) => void) {
  onStep({ kind: 'hashing' })
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  return { fileName: file.name, size: file.size, sha256: toHex(digest) }
}

export const toHex = (bytes: ArrayBuffer) =>
  [...new Uint8Array(bytes)].map(byte => byte.toString(16).padStart(2, '0')).join('')
