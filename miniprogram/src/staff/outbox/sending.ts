import { roundApi } from '@linli/shared/billing/round-api'
import type { Endpoint } from '@linli/shared/contract'
import { filesApi } from '@linli/shared/files/api'
import { RepairDetail } from '@linli/shared/repairs/views'
import { workApi } from '@linli/shared/repairs/work-api'
import { gateApi, OfflineEntry } from '@linli/shared/visitors/gate-api'
import Taro from '@tarojs/taro'
import { useSyncExternalStore } from 'react'
import * as z from 'zod'
import { call, newKey } from '../../api'
import { savedFile } from '../../platform/saved-file'
import type { PickedMedia } from '../../platform/platform'
import { CallFailed, problemOf, toProblem } from '../../problems'
import { keep, readKept } from '../../storage'
import { createStore } from '../../store'
import { upload } from '../../upload'
import { refreshStaff, signedIn } from '../session'
import { actWords } from '../words'
import { Entry, type EntryName } from './entry'
import { createOutbox } from './outbox'

const key = 'linli.unsent'

/** Counts up whenever the server took something: pages look again. */
const sentStore = createStore(() => 0)
export const useSent = (): number => sentStore.use()

const outbox = createOutbox({
  read: () => readKept(key, z.array(Entry)) ?? [],
  write: entries => keep(key, entries),
  personId: () => signedIn()?.personId,
  newKey,
  async sendFile({ communityId }, file) {
    const { kind, size, path } = file
    const at = { communityId }
    const { fileId, upload: form } = await call(
      filesApi.startWorkMedia,
      { ...at, kind, size },
      { idempotencyKey: file.key },
    )
    await upload(form, { path: await savedFile.open(path), kind, size }, () => undefined)
    await call(filesApi.finishWorkMedia, { ...at, fileId })
    return fileId
  },
  async send(entry) {
    const answer = await sendEntry(entry).catch((thrown: unknown) => {
      // Without a role any more: the pages say so from now on.
      if (toProblem(thrown).kind === 'forbidden') refreshStaff().catch(() => undefined)
      throw thrown
    })
    const detail = RepairDetail.safeParse(answer)
    if (detail.success) keepDetail(detail.data)
    sentStore.set(sentStore.get() + 1)
  },
  async handOver(entry, why) {
    const { communityId, name, at } = entry
    if (name === 'atGate') {
      await call(gateApi.handOver, { communityId, entry: OfflineEntry.parse(entry.input) })
      return
    }
    if (name !== 'readMeter') {
      const did = { did: actWords[name], at, why: why.slice(0, 100) }
      await call(workApi.handOverUnsent, { communityId, repairId: entry.repairId ?? '', ...did })
      return
    }
    const { value, rolledOver } = Typed.parse(entry.input)
    await call(roundApi.handOverReading, { ...placeOf(entry), value, at, ...(rolledOver && { rolledOver }) })
  },
  forgetFile: path => savedFile.forget(path),
})

const Typed = roundApi.readMeter.input.pick({ value: true, rolledOver: true })
const placeOf = ({ communityId, roomId = '', meterId = '' }: Entry) => ({ communityId, roomId, meterId })

async function sendEntry(entry: Entry): Promise<unknown> {
  const { name, input, files, communityId, repairId, key: idempotencyKey } = entry
  if (name === 'atGate') return call(gateApi.sync, { communityId, entries: [OfflineEntry.parse(input)] })
  const endpoint: Endpoint = name === 'readMeter' ? roundApi.readMeter : workApi[name]
  const of = name === 'readMeter' ? placeOf(entry) : { communityId, repairId }
  const told = endpoint.input.safeParse({ ...input, ...picturesOf(entry, files), ...of })
  if (!told.success) throw new CallFailed({ ...problemOf('refused'), head: told.error.issues[0]?.message ?? '' })
  return call(endpoint, told.data, { idempotencyKey })
}

function picturesOf({ name }: Entry, files: Entry['files']): Record<string, unknown> {
  const ids = files.flatMap(({ fileId }) => (fileId ? [fileId] : []))
  if (name === 'addWorkPictures') return { fileIds: ids }
  if (name === 'readMeter') return { photoId: ids[0] }
  return ids[0] ? { signatureId: ids[0] } : {}
}

/** What the phone shows of an order without a network, under the name that its page reads. */
export const detailKey = (repairId: string): string => `work.${repairId}`
export const keepDetail = (detail: RepairDetail): void =>
  keep(`linli.kept.${detailKey(detail.repairId)}`, { at: new Date().toISOString(), data: detail })

export const useEntries = (): readonly Entry[] => useSyncExternalStore(outbox.subscribe, outbox.get)
export const useStuck = (): boolean => useSyncExternalStore(outbox.subscribe, outbox.isStuck)
export const dismiss = outbox.dismiss

let timer: ReturnType<typeof setInterval> | undefined
const everyMs = 20_000

/** Sends what waits, and tries again while anything does. */
export function startSending(): void {
  void outbox.run().catch(() => undefined)
  if (timer !== undefined) return
  Taro.onNetworkStatusChange(({ isConnected }) => {
    if (isConnected) void outbox.run().catch(() => undefined)
  })
  timer = setInterval(() => {
    if (outbox.get().some(({ refused }) => !refused || (refused.handOver && !refused.handedOver)))
      void outbox.run().catch(() => undefined)
  }, everyMs)
}

export function handOver(entryKey: string): void {
  outbox.askToHandOver(entryKey)
  startSending()
}

type Done = Pick<Entry, 'communityId' | 'repairId' | 'roomId' | 'meterId' | 'about' | 'name'> & {
  input?: Record<string, unknown>
  pictures?: readonly PickedMedia[]
}

/** Told with the moment in which it was done, which may be long before it is sent. */
const timed: readonly EntryName[] = [
  'depart',
  'start',
  'pause',
  'resume',
  'finish',
  'addWorkPictures',
  'readMeter',
  'atGate',
]

/** Something was done in the field: in the phone's storage first, pictures too, and then on its way. */
export async function done({ pictures = [], input = {}, ...rest }: Done): Promise<void> {
  const staff = signedIn()
  if (!staff) throw new CallFailed(problemOf('signed_out'))
  const files = await Promise.all(
    pictures.map(async ({ path, kind, size }) => ({ key: newKey(), kind, size, path: await savedFile.keep(path) })),
  )
  const at = new Date().toISOString()
  const told = timed.includes(rest.name) ? { ...input, at } : input
  outbox.add({ ...rest, key: newKey(), personId: staff.personId, input: told, at, files, tries: 0 })
  startSending()
}
