import type { Media, MediaKind, UploadForm } from '@linli/shared/files/media'
import type { PickedMedia } from './platform/platform'
import { type Problem, toProblem } from './problems'

/** One photo or video on its way; `ready` ones wait for the record that they are for. */
export type Piece = PickedMedia & {
  key: string
  state: 'sending' | 'ready' | 'attached' | 'failed'
  percent: number
  media?: Media
  problem?: Problem
}

type Steps = {
  newKey: () => string
  /** A place for a piece; the same key is the same place. */
  start: (piece: { kind: MediaKind; size: number }, key: string) => Promise<{ fileId: string; upload: UploadForm }>
  /** Brings the bytes there. Throws when they did not arrive. */
  send: (upload: UploadForm, piece: PickedMedia, onPercent: (percent: number) => void) => Promise<void>
  /** The server looks at what came; a video's picture came before it. */
  finish: (fileId: string, posterId: string | undefined) => Promise<Media>
}

export type Batch = ReturnType<typeof createBatch>

const atOnce = 2
/** No host says how large a video's picture is: one of a screen is below this. */
const posterBytes = 200_000

/**
 * Photos on their way to one record. Each is sent as soon as it is chosen, while the person still writes; the record does
 * not wait for them: once it exists, `attachTo` gives it each piece that is ready, and goes on as others become so. What
 * failed stays, and is sent again by `again`.
 */
export function createBatch({ newKey, start, send, finish }: Steps) {
  let pieces: readonly Piece[] = []
  let attach: ((fileIds: string[]) => Promise<unknown>) | undefined
  let attaching: Promise<void> | undefined
  const listeners = new Set<() => void>()

  const set = (next: readonly Piece[]) => {
    pieces = next
    for (const listener of listeners) listener()
  }
  const change = (key: string, to: Partial<Piece>) =>
    set(pieces.map(piece => (piece.key === key ? { ...piece, ...to } : piece)))

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

  async function bring({ key, ...piece }: Piece): Promise<void> {
    running.add(key)
    try {
      const { fileId, upload } = await start({ kind: piece.kind, size: piece.size }, key)
      await send(upload, piece, percent => change(key, { percent: Math.min(99, percent) }))
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

  /** One call at a time; a record that refuses a piece says why on each of them. */
  async function giveReady(): Promise<void> {
    const ready = pieces.filter(({ state }) => state === 'ready')
    if (!attach || ready.length === 0) return
    if (attaching) return attaching.then(giveReady)
    const give = attach
    attaching = give(ready.flatMap(({ media }) => (media ? [media.fileId] : []))).then(
      () => set(pieces.map(piece => (ready.includes(piece) ? { ...piece, state: 'attached' as const } : piece))),
      (thrown: unknown) => {
        const problem = toProblem(thrown)
        set(pieces.map(piece => (ready.includes(piece) ? { ...piece, state: 'failed' as const, problem } : piece)))
      },
    )
    await attaching
    attaching = undefined
  }

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
      const piece = pieces.find(each => each.key === key)
      if (piece?.state !== 'failed') return
      change(key, { state: piece.media ? 'ready' : 'sending', percent: piece.media ? 100 : 0, problem: undefined })
      goOn()
      void giveReady()
    },
    remove(key: string) {
      set(pieces.filter(piece => piece.key !== key))
    },
    attachTo(give: (fileIds: string[]) => Promise<unknown>) {
      attach = give
      void giveReady()
    },
  }
}
