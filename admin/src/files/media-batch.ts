import { mediaLimits, type UploadKind } from '@linli/shared/files/media'
import { ApiError } from '../api-client'
import { words } from '../words'
import { mediaWords } from './words'

export type Piece = {
  key: string
  name: string
  kind: UploadKind
  file: File
  state: 'sending' | 'ready' | 'failed'
  /** How much of it is there, 0 to 1. */
  part: number
  fileId?: string
  why?: string
  /** More than fit, or of a kind that is not taken: sending it again would not help. */
  extra?: true
}

/** What a field takes: undefined for a kind that it does not. */
export type Takes = {
  kindOf: (file: File) => UploadKind | undefined
  most: (kind: UploadKind) => number
  tooMany: string
  wrongKind: string
}

type Send = (piece: Piece, onPart: (part: number) => void) => Promise<string>
export type MediaBatch = ReturnType<typeof createMediaBatch>

const photosAndVideo: Takes = {
  kindOf: ({ type }) => (type.startsWith('video/') ? 'video' : 'photo'),
  most: kind => mediaLimits[kind].pieces,
  tooMany: mediaWords.tooMany,
  wrongKind: '',
}

/** Photos on their way while somebody still writes, one after the other; what failed stays, and is sent again. */
export function createMediaBatch(send: Send, takes = photosAndVideo) {
  let pieces: readonly Piece[] = []
  let queue: Promise<unknown> = Promise.resolve()
  const listeners = new Set<() => void>()
  const set = (next: readonly Piece[]) => {
    pieces = next
    for (const listener of listeners) listener()
  }
  const change = (key: string, to: Partial<Piece>) =>
    set(pieces.map(piece => (piece.key === key ? { ...piece, ...to } : piece)))

  const bring = (piece: Piece) => {
    queue = queue.then(async () => {
      if (!pieces.some(({ key }) => key === piece.key)) return
      try {
        const fileId = await send(piece, part => change(piece.key, { part }))
        change(piece.key, { state: 'ready', part: 1, fileId })
      } catch (error) {
        change(piece.key, { state: 'failed', why: error instanceof ApiError ? error.message : words.failures.broken })
      }
    })
  }

  return {
    get: () => pieces,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    add(files: readonly File[]) {
      for (const file of files) {
        const asked = takes.kindOf(file)
        const kind = asked ?? 'photo'
        const known = pieces.filter(piece => piece.kind === kind && !piece.extra).length
        const why = asked === undefined ? takes.wrongKind : known >= takes.most(kind) ? takes.tooMany : undefined
        const piece: Piece = { key: crypto.randomUUID(), name: file.name, kind, file, state: 'sending', part: 0 }
        set([...pieces, why === undefined ? piece : { ...piece, state: 'failed', why, extra: true }])
        if (why === undefined) bring(piece)
      }
    },
    again(key: string) {
      const piece = pieces.find(each => each.key === key)
      if (piece?.state !== 'failed' || piece.extra) return
      change(key, { state: 'sending', part: 0 })
      bring(piece)
    },
    remove: (key: string) => set(pieces.filter(piece => piece.key !== key)),
    /** Once nothing is on its way any more: what is there, and how many are not. They are taken out of the list. */
    async taken(): Promise<{ arrived: readonly Piece[]; fileIds: string[]; failed: number }> {
      const asked = pieces.map(({ key }) => key)
      await queue
      const mine = pieces.filter(({ key }) => asked.includes(key))
      const arrived = mine.filter(({ fileId }) => fileId)
      const fileIds = arrived.flatMap(({ fileId }) => (fileId ? [fileId] : []))
      set(pieces.filter(piece => !(asked.includes(piece.key) && piece.fileId)))
      return { arrived, fileIds, failed: mine.length - fileIds.length }
    },
  }
}
