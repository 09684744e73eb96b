import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { runApi } from '@linli/shared/billing/run-api'
import type { BillingRun } from '@linli/shared/billing/run-schema'
import { identityApi } from '@linli/shared/identity/api'
import { type Import, importsApi } from '@linli/shared/imports/api'
import { apiClient, type Client } from './client'

/** What an office does, step by step, through the API: for the sample estate, the demo and the tests. */

/** Signs in by password and TOTP; the session is the cookie of the answer. */
export async function signInOffice(
  url: string,
  input: { username: string; password: string; totp: string },
): Promise<Client> {
  const { path } = identityApi.signInOffice
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
    signal: AbortSignal.timeout(10_000),
  })
  if (!response.ok) throw new Error(`office sign-in: ${response.status}`)
  const { csrf } = identityApi.signInOffice.output.parse(await response.json())
  const cookie = /linli_session=([^;]+)/.exec(response.headers.get('set-cookie') ?? '')?.[1] ?? ''
  return apiClient(url, { cookie, csrf })
}

/** Uploads a workbook and waits for its preview. */
export async function previewWorkbook(
  office: Client,
  communityId: string,
  file: { name: string; bytes: Uint8Array },
  onProgress?: (at: Import) => void,
): Promise<Import> {
  const sha256 = createHash('sha256').update(file.bytes).digest('hex')
  const { import: started, uploadUrl } = await office.call(importsApi.start, {
    communityId,
    fileName: file.name,
    size: file.bytes.length,
    sha256,
  })
  const { importId, state } = started
  if (state === 'uploading') {
    const put = await fetch(uploadUrl, {
      method: 'PUT',
      body: new Uint8Array(file.bytes),
      signal: AbortSignal.timeout(60_000),
    })
    if (!put.ok) throw new Error(`upload: ${put.status}`)
    await office.call(importsApi.preview, { communityId, importId })
  }
  return until(
    () => office.call(importsApi.get, { communityId, importId }),
    at => at.state !== 'uploading' && at.state !== 'reading',
    onProgress,
  )
}

/** Confirms an import and waits until its rooms are there. */
export async function confirmImport(
  office: Client,
  communityId: string,
  importId: string,
  onProgress?: (at: Import) => void,
): Promise<Import> {
  await office.call(importsApi.confirm, { communityId, importId })
  return until(
    () => office.call(importsApi.get, { communityId, importId }),
    at => at.state !== 'importing',
    onProgress,
  )
}

/** Computes the drafts of a window and waits until they are ready for review. */
export async function computeDrafts(
  office: Client,
  communityId: string,
  window: { from: string; to: string; feeItemIds: string[] },
): Promise<BillingRun> {
  const { runId } = await office.call(runApi.startRun, { communityId, ...window })
  return until(
    () => office.call(runApi.getRun, { communityId, runId }),
    run => run.state !== 'computing',
  )
}

/** Publishes a reviewed run and waits until its bills are out. */
export async function publishDrafts(office: Client, communityId: string, run: BillingRun): Promise<BillingRun> {
  const { runId, count, amountFen } = run
  await office.call(runApi.publishRun, { communityId, runId, count, amountFen })
  return until(
    () => office.call(runApi.getRun, { communityId, runId }),
    at => at.state !== 'publishing',
  )
}

/** Asks until it is so, for at most 10 minutes. */
export async function until<T>(
  ask: () => Promise<T>,
  done: (answer: T) => boolean,
  onEach?: (answer: T) => void,
): Promise<T> {
  const giveUp = Date.now() + 600_000
  for (let wait = 40; ; wait = Math.min(150, wait * 1.4)) {
    const answer = await ask()
    onEach?.(answer)
    if (done(answer)) return answer
    if (Date.now() > giveUp) throw new Error('waited for 10 minutes')
    await sleep(wait)
  }
}
