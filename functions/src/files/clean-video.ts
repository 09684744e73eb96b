/** A video as it may be shown. `seconds` is what its header says. */
type CleanVideo = { bytes: Buffer; seconds: number }

const brands = /^(isom|iso[2-9]|mp4[12]|avc1|qt {2}|M4V |MSNV|3gp[4-7]|mp42)$/
/** Where phones write places and names: user data, metadata, and boxes of their own. */
const notes = new Set(['udta', 'meta', 'uuid'])
/** The handler of a track that tells of the recording, moment by moment. */
const noteTrack = /hdlr\0{4}(?:\0{4}|mhlr)meta/

/**
 * An MP4 or QuickTime file (ISO/IEC 14496-12) without the notes in it: their bytes become free space of the same length,
 * so nothing else moves. Undefined when the bytes are no whole video.
 */
export function cleanVideo(from: Uint8Array): CleanVideo | undefined {
  const bytes = Buffer.from(from)
  const boxes = boxesOf(bytes, 0, bytes.length)
  const [first] = boxes ?? []
  if (!boxes || first?.type !== 'ftyp' || !brands.test(bytes.toString('latin1', first.from, first.from + 4)))
    return undefined
  const movie = boxes.find(({ type }) => type === 'moov')
  const parts = movie && boxesOf(bytes, movie.from, movie.to)
  const header = parts?.find(({ type }) => type === 'mvhd')
  const seconds = header && lengthOf(bytes.subarray(header.from, header.to))
  if (!parts || seconds === undefined || !boxes.some(({ type }) => type === 'mdat')) return undefined
  const tracks = parts.filter(({ type }) => type === 'trak')
  if (tracks.length === 0) return undefined
  const inTracks = tracks.flatMap(track => boxesOf(bytes, track.from, track.to) ?? [])
  const told = tracks.filter(track => noteTrack.test(bytes.toString('latin1', track.from, track.to)))
  for (const box of [...boxes, ...parts, ...inTracks].filter(({ type }) => notes.has(type)).concat(told))
    bytes.fill(0, box.from, box.to).write('free', box.typeAt, 'latin1')
  return { bytes, seconds }
}

type Box = { type: string; typeAt: number; from: number; to: number }

/** The boxes between two places, each with where its content lies; undefined when they do not fill it exactly. */
function boxesOf(bytes: Buffer, start: number, end: number): Box[] | undefined {
  const boxes: Box[] = []
  for (let at = start; at < end; ) {
    if (at + 8 > end) return undefined
    const short = bytes.readUInt32BE(at)
    const isLong = short === 1
    if (isLong && at + 16 > end) return undefined
    const size = isLong ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? end - at : short
    const from = at + (isLong ? 16 : 8)
    if (at + size > end || from > at + size) return undefined
    boxes.push({ type: bytes.toString('latin1', at + 4, at + 8), typeAt: at + 4, from, to: at + size })
    at += size
  }
  return boxes
}

/** Duration ÷ time scale of a movie header, in either of its versions. */
function lengthOf(header: Buffer): number | undefined {
  const isLong = header[0] === 1
  if (header.length < (isLong ? 32 : 20)) return undefined
  const scale = header.readUInt32BE(isLong ? 20 : 12)
  const duration = isLong ? Number(header.readBigUInt64BE(24)) : header.readUInt32BE(16)
  return scale === 0 || duration === 0 ? undefined : duration / scale
}
