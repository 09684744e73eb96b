import { Media, MediaKind, type UploadForm } from '@linli/shared/files/media'
import * as z from 'zod'
import type { PickedMedia } from './platform/platform'
import type { savedFile } from './platform/saved-file'
import { type Problem, toProblem } from './problems'

/**
 * One photo or video on its way; `ready` ones wait for the record that they are for. `kept`: where the phone keeps it until
 * then, also when the app is killed; `path` is where it can be read now.
 */
export type Piece = PickedMedia & {
  key: string
  state: 'sending' | 'ready' | 'attached' | 'failed'
  percent: number
  kept?: string
  media?: Media
  problem?: Problem
}

/** What of a piece outlives the app. */
export const KeptPiece = z.object({
  key: z.string(),
  kind: MediaKind,
  size: z.number(),
  kept: z.string(),
  media: Media.optional(),
})
export type KeptPiece = z.infer<typeof KeptPiece>

type Steps = {
  newKey: () => string
  /** A place for a piece; the same key is the same place. */
  start: (piece: { kind: MediaKind; size: number }, key: string) => Promise<{ fileId: string; upload: UploadForm }>
  /** Brings the bytes there. Throws when they did not arrive. */
  send: (upload: UploadForm, piece: PickedMedia, onPercent: (percent: number) => void) => Promise<void>
  /** The server looks at what came; a video's picture came before it. */
  finish: (fileId: string, posterId: string | undefined) => Promise<Media>
  files: typeof savedFile
  /** What still waits, at each change of it. */
  write: (waiting: KeptPiece[]) => void
}

export type Batch = ReturnType<typeof createBatch>

const atOnce = 2
/** No host says how large a video's picture is: one of a screen is below this. */
const posterBytes = 200_000

/**
 * Photos on their way to one record. Each is sent as soon as it is chosen, while the person still writes; the record does
 * not wait for them: once it exists, `attachTo` gives it each piece that is ready, and goes on as others become so. What
 * failed stays, and is sent again by `again`. What a phone was killed with is `resumed`.
 */
export function createBatch({ newKey, start, send, finish, files, write }: Steps, resumed: readonly KeptPiece[] = []) {
  let pieces: readonly Piece[] = resumed.map(({ media, ...piece }) => ({
    ...piece,
    path: '',
    ...(media ? { media, state: 'ready', percent: 100 } : { state: 'sending', percent: 0 }),
  }))
  let attach: ((fileIds: string[]) => Promise<unknown>) | undefined
  let attaching: Promise<void> | undefined
  let written = JSON.stringify(resumed)
  const listeners = new Set<() => void>()

  const set = (next: readonly Piece[]) => {
    pieces = next
    const waiting = waitingOf(next)
    const text = JSON.stringify(waiting)
    // A phone that is full goes on without: the pieces are lost only if it is killed now.
    if (text !== written) write(waiting)
    written = text
    for (const listener of listeners) listener()
  }
  const find = (key: string) => pieces.find(each => each.key === key)
  const change = (key: string, to: Partial<Piece>) =>
    set(pieces.map(piece => (piece.key === key ? { ...piece, ...to } : piece)))
  const forget = ({ kept }: Piece) => {
    if (kept !== undefined) files.forget(kept)
  }

  const running = new Set<string>()
  function goOn(): void {
    for (const piece of pieces) {
      if (running.size >= atOnce) return
      if (piece.state === 'sending' && !running.has(piece.key)) void bring(piece)
    }
  }

  /** A video shows without a picture of its own as well: what fails here keeps nothing up. */
  async function posterOf({ kind, thumbPath }: PickedMedia): Promise<string | undefined> {
    if (kind !== 'video' || !thumbPath) return undefined
    try {
      const { fileId, upload } = await start({ kind: 'photo', size: posterBytes }, newKey())
      await send(upload, { kind: 'photo', path: thumbPath, size: posterBytes }, () => undefined)
      return (await finish(fileId, undefined)).fileId
    } catch {
      return undefined
    }
  }

  async function bring(piece: Piece): Promise<void> {
    const { key, kind, size } = piece
    running.add(key)
    try {
      const path = await keep(piece)
      const { fileId, upload } = await start({ kind, size }, key)
      await send(upload, { ...piece, path }, percent => change(key, { percent: Math.min(99, percent) }))
      const media = await finish(fileId, await posterOf(piece))
      change(key, { state: 'ready', percent: 100, media })
    } catch (thrown) {
      change(key, { state: 'failed', problem: toProblem(thrown) })
    } finally {
      running.delete(key)
      goOn()
      void giveReady()
    }
  }

  /** Where the piece can be read from now on: on the phone for good, or where the app has it when the phone is full. */
  async function keep({ key, kept: known, path: from }: Piece): Promise<string> {
    const kept = known ?? (await files.keep(from).catch(() => undefined))
    if (kept === undefined) return from
    // Taken away meanwhile: nobody would ever forget it.
    if (!find(key)) files.forget(kept)
    const path = await files.open(kept)
    change(key, { kept, path })
    return path
  }

  /** One call at a time; a record that refuses a piece says why on each of them. */
  async function giveReady(): Promise<void> {
    const ready = pieces.filter(({ state }) => state === 'ready')
    if (!attach || ready.length === 0) return
    if (attaching) return attaching.then(giveReady)
    const give = attach
    const isGiven = ({ key }: Piece) => ready.some(each => each.key === key)
    attaching = give(ready.flatMap(({ media }) => (media ? [media.fileId] : []))).then(
      () => {
        set(pieces.map(piece => (isGiven(piece) ? { ...piece, state: 'attached' as const } : piece)))
        for (const piece of ready) forget(piece)
      },
      (thrown: unknown) => {
        const problem = toProblem(thrown)
        set(pieces.map(piece => (isGiven(piece) ? { ...piece, state: 'failed' as const, problem } : piece)))
      },
    )
    await attaching
    attaching = undefined
  }

  /** What was all there before the app was killed is shown again; nothing else would open it. */
  for (const { key, kept, media } of resumed)
    if (media)
      files.open(kept).then(
        path => change(key, { path }),
        () => undefined,
      )

  return {
    get: () => pieces,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    add(picked: readonly PickedMedia[]) {
      set([...pieces, ...picked.map(each => ({ ...each, key: newKey(), state: 'sending' as const, percent: 0 }))])
      goOn()
    },
    /** A piece that the server had looked at is only given again; any other is sent again. */
    again(key: string) {
      const piece = find(key)
      if (piece?.state !== 'failed') return
      change(key, { state: piece.media ? 'ready' : 'sending', percent: piece.media ? 100 : 0, problem: undefined })
      goOn()
      void giveReady()
    },
    remove(key: string) {
      const piece = find(key)
      set(pieces.filter(each => each.key !== key))
      if (piece) forget(piece)
    },
    attachTo(give: (fileIds: string[]) => Promise<unknown>) {
      attach = give
      goOn()
      void giveReady()
    },
  }
}

const waitingOf = (pieces: readonly Piece[]): KeptPiece[] =>
  pieces.flatMap(({ key, kind, size, kept, media, state }) =>
    kept === undefined || state === 'attached' ? [] : [{ key, kind, size, kept, ...(media && { media }) }],
  )
