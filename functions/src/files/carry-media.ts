import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError } from '@linli/shared/errors'
import { UploadKind } from '@linli/shared/files/media'
import { Id } from '@linli/shared/ids'
import * as z from 'zod'
import type { Context } from '../context'
import type { Item } from '../db'
import { type Part, part, pieces, type Source } from '../exports/part'
import { mediaKey, mediaObjectKey, StoredMedia, thumbKey } from './media-store'

/** A video is larger than what a record may be: it travels in pieces of so many bytes, and is never in memory whole. */
const pieceBytes = 1_500_000
/** Pictures never keep an archive from being made: what does not fit beside the records stays behind. */
const mostBytes = 2_000_000_000

/** A piece of a photo or video, or of the small picture beside it; the last one of the whole says what it is of. */
const Piece = z.object({
  fileId: Id,
  kind: UploadKind,
  of: z.enum(['small', 'whole']),
  nth: z.number().int().min(0).max(100),
  last: z.boolean(),
  base64: z.string().max(2_000_004),
  media: StoredMedia.omit({ communityId: true, by: true, state: true }).optional(),
})
type Piece = z.infer<typeof Piece>

/** Which pictures of a record go along with it: those that are there, until an archive holds no more. */
export async function goAlong<T extends { fileId: string }>(
  { ctx, communityId, seen }: Source,
  all: readonly T[],
): Promise<T[]> {
  const taken = []
  for (const picture of all) {
    const size = await ctx.files.sizeOf(mediaObjectKey({ communityId, fileId: picture.fileId }))
    if (size === undefined || seen.mediaBytes + size > mostBytes) continue
    seen.mediaBytes += size
    seen.media.add(picture.fileId)
    taken.push(picture)
  }
  return taken
}

/** Photos and videos of the records that were read before. */
export const mediaPart: Part = part({
  name: 'media',
  record: Piece,
  async *read({ ctx, communityId, seen }) {
    for (const ids of pieces([...seen.media], 100)) {
      const keys = ids.map(id => mediaKey(communityId, id))
      for (const media of await ctx.db.getMany(keys, StoredMedia)) {
        if (media?.state !== 'ready') continue
        if (media.kind === 'photo' || media.poster) yield* piecesOf(ctx, media, 'small')
        yield* piecesOf(ctx, media, 'whole')
      }
    }
  },
  async items({ ctx, communityId }, records) {
    const items: Item[] = []
    for (const piece of records) {
      await putPiece(ctx, communityId, piece)
      // Whose it was is an account of another system: it belongs to its record alone.
      const own = { communityId, by: '', state: 'ready' }
      if (piece.media) items.push({ ...mediaKey(communityId, piece.fileId), ...piece.media, ...own })
    }
    return items
  },
})

const types = { photo: 'image/jpeg', video: 'video/mp4', document: 'application/pdf' } as const
const keyOf = (of: Piece['of']) => (of === 'small' ? thumbKey : mediaObjectKey)

async function* piecesOf(ctx: Context, stored: StoredMedia, of: Piece['of']): AsyncGenerator<Piece[]> {
  const { communityId: _c, by: _by, state: _state, ...media } = stored
  const { fileId, kind } = media
  const size = await ctx.files.sizeOf(keyOf(of)(stored))
  if (size === undefined) return
  let [nth, kept, sent]: [number, Buffer[], number] = [0, [], 0]
  const cut = (bytes: Buffer): Piece => {
    sent += bytes.length
    const last = sent === size
    const piece = { fileId, kind, of, nth: nth++, last, base64: bytes.toString('base64') }
    return { ...piece, ...(last && of === 'whole' && { media }) }
  }
  for await (const chunk of await ctx.files.stream(keyOf(of)(stored))) {
    kept.push(Buffer.from(chunk))
    let all = Buffer.concat(kept)
    for (; all.length >= pieceBytes; all = all.subarray(pieceBytes)) yield [cut(all.subarray(0, pieceBytes))]
    kept = [all]
  }
  const rest = Buffer.concat(kept)
  if (rest.length > 0) yield [cut(rest)]
}

/** One piece lies there until the last one comes; then they are joined, on disk. A piece that is written twice is the same. */
async function putPiece(ctx: Context, communityId: string, piece: Piece): Promise<void> {
  const { fileId, of, nth, last } = piece
  const key = keyOf(of)({ communityId, fileId })
  const type = of === 'small' ? 'image/jpeg' : types[piece.kind]
  const bytes = Buffer.from(piece.base64, 'base64')
  if (nth === 0 && !beginsAs(type, bytes))
    throw new AppError('exports.damaged', { message: '有一个文件不是它说的那种' })
  if (last && nth === 0) return ctx.files.put(key, bytes, type)
  await ctx.files.put(`${key}-${nth}`, bytes, type)
  if (last) await joined(ctx, key, nth + 1, type)
}

/** What is offered under our name is what it says: nobody is shown a page of an archive that somebody made up. */
function beginsAs(type: (typeof types)[UploadKind], bytes: Buffer): boolean {
  switch (type) {
    case 'image/jpeg':
      return bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))
    case 'video/mp4':
      return bytes.subarray(4, 8).toString('latin1') === 'ftyp'
    case 'application/pdf':
      return bytes.subarray(0, 5).toString('latin1') === '%PDF-'
  }
}

async function joined(ctx: Context, key: string, count: number, type: string): Promise<void> {
  const names = Array.from({ length: count }, (_, nth) => `${key}-${nth}`)
  const dir = await mkdtemp(join(tmpdir(), 'linli-media-'))
  try {
    const path = join(dir, 'whole')
    // Joined before, by a worker that died afterwards: its pieces may be gone.
    if ((await ctx.files.sizeOf(`${key}-0`)) !== undefined || (await ctx.files.sizeOf(key)) === undefined) {
      await pipeline(Readable.from(bytesOf(ctx, names)), createWriteStream(path))
      await ctx.files.putFile(key, path, type)
    }
    // The first goes first: while it is there, all are.
    for (const name of names) await ctx.files.remove(name)
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

async function* bytesOf(ctx: Context, names: readonly string[]): AsyncGenerator<Buffer> {
  for (const name of names) for await (const chunk of await ctx.files.stream(name)) yield Buffer.from(chunk)
}
