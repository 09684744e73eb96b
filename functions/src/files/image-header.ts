export type ImageHeader = { contentType: 'image/png' | 'image/jpeg' | 'image/webp'; width: number; height: number }

/** What an image's first bytes say it is, whatever its name or content type claim; undefined for anything but PNG, JPEG and WebP. */
export function imageHeader(bytes: Uint8Array): ImageHeader | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return pngHeader(view) ?? jpegHeader(view) ?? webpHeader(view)
}

/** Signature, then IHDR with width and height (PNG specification §5.2, §11.2.2). */
function pngHeader(view: Buffer): ImageHeader | undefined {
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  if (view.length < 33 || !view.subarray(0, 8).equals(signature) || view.toString('latin1', 12, 16) !== 'IHDR')
    return undefined
  return { contentType: 'image/png', width: view.readUInt32BE(16), height: view.readUInt32BE(20) }
}

/** SOI, then segments up to the frame header SOFn with height and width (ITU-T T.81 §B.2.2). */
function jpegHeader(view: Buffer): ImageHeader | undefined {
  if (view.length < 4 || view.readUInt16BE(0) !== 0xffd8) return undefined
  for (let at = 2; at + 9 <= view.length; ) {
    const marker = view[at + 1] ?? 0
    if (view[at] !== 0xff) return undefined
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame)
      return { contentType: 'image/jpeg', width: view.readUInt16BE(at + 7), height: view.readUInt16BE(at + 5) }
    at += 2 + view.readUInt16BE(at + 2)
  }
  return undefined
}

/** RIFF, then VP8X, VP8L or VP8 with width and height (WebP container specification; RFC 6386 §9.1). */
function webpHeader(view: Buffer): ImageHeader | undefined {
  if (view.length < 30 || view.toString('latin1', 0, 4) !== 'RIFF' || view.toString('latin1', 8, 12) !== 'WEBP')
    return undefined
  const contentType = 'image/webp'
  switch (view.toString('latin1', 12, 16)) {
    case 'VP8X':
      return { contentType, width: view.readUIntLE(24, 3) + 1, height: view.readUIntLE(27, 3) + 1 }
    case 'VP8L': {
      const bits = view.readUInt32LE(21)
      return { contentType, width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 }
    }
    case 'VP8 ':
      return { contentType, width: view.readUInt16LE(26) & 0x3fff, height: view.readUInt16LE(28) & 0x3fff }
    default:
      return undefined
  }
}
