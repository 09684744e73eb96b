import { Id } from '@linli/shared/ids'
import * as z from 'zod'
import { newKey } from '../../api'
import { savedFile } from '../../platform/saved-file'
import { forget, keepIfRoom, readKept } from '../../storage'
import { onTokenDropped } from '../../token'
import { KeptPiece } from '../../upload-batch'
import { blank, Form } from './form'

const key = 'linli.post-draft'
/** `sendKey`: the same draft sent twice, also by an app that was killed meanwhile, is one post. */
const Draft = z.object({
  roomId: Id,
  sendKey: z.string(),
  beganMs: z.number(),
  form: Form,
  pieces: z.array(KeptPiece),
})
export type Draft = z.infer<typeof Draft>

/** The server removes what nobody attaches after three days: an old draft's photos are sent again. */
const freshMs = 2 * 86_400_000

let kept = readKept(key, Draft)

/** What was not finished for this home, or an empty one; another home's is given up. */
export function draftOf(roomId: string): Draft {
  if (kept && kept.roomId === roomId) {
    const isOld = Date.now() - kept.beganMs > freshMs
    return isOld ? { ...kept, pieces: kept.pieces.map(({ media: _sent, ...piece }) => piece) } : kept
  }
  dropDraft()
  kept = { roomId, sendKey: newKey(), beganMs: Date.now(), form: blank, pieces: [] }
  return kept
}

/** At each change, so that an app that is killed loses nothing, unless the phone is full. A draft that was sent or given up meanwhile stays so. */
export function changeDraft(sendKey: string, to: Partial<Pick<Draft, 'form' | 'pieces'>>): void {
  if (kept?.sendKey !== sendKey) return
  kept = { ...kept, ...to }
  keepIfRoom(key, kept)
}

export function dropDraft(): void {
  for (const piece of kept?.pieces ?? []) savedFile.forget(piece.kept)
  kept = undefined
  forget(key)
}

onTokenDropped(reason => {
  if (reason === 'left') dropDraft()
})
