/** A box of ISO/IEC 14496-12: its length, its type, what is in it. */
function box(type: string, ...content: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(content.map(part => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)))
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length + 8)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, body])
}

/** The frame of a phone's video, with the place where it was taken in every way that phones write it. */
export function aVideo({ seconds = 5 } = {}): Buffer {
  const place = '+39.9042+116.4074/'
  const header = Buffer.alloc(100)
  header.writeUInt32BE(1000, 12)
  header.writeUInt32BE(seconds * 1000, 16)
  const handler = (kind: string) => box('mdia', box('hdlr', Buffer.alloc(8), kind, Buffer.alloc(13)))
  return Buffer.concat([
    box('ftyp', 'isom', Buffer.alloc(4), 'mp42'),
    box('mdat', 'the picture and the sound'),
    box(
      'moov',
      box('mvhd', header),
      box('trak', handler('vide'), box('udta', box('\u00a9xyz', place))),
      box('trak', handler('meta'), box('note', place)),
      box('udta', box('\u00a9xyz', place)),
      box('meta', place),
    ),
    box('uuid', place),
  ])
}
