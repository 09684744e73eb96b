import { Id } from '@linli/shared/ids'
import * as z from 'zod'
import { forget, keep, readKept } from '../../storage'
import { createStore } from '../../store'
import { onTokenDropped } from '../../token'

const key = 'linli.forum-unwanted'
/** Older ones have left the first pages long ago. */
const most = 200

/** 不看: what the person does not want to see again, on this phone alone; nobody is told. */
const unwanted = createStore<string[]>(() => readKept(key, z.array(Id)) ?? [])

const write = (ids: string[]) => {
  if (ids.length > 0) keep(key, ids)
  else forget(key)
  unwanted.set(ids)
}
export const useUnwanted = (): readonly string[] => unwanted.use()
export const notWanted = (postId: string): void => write([...unwanted.get(), postId].slice(-most))
export const wantAll = (): void => write([])

onTokenDropped(reason => {
  if (reason === 'left') wantAll()
})
