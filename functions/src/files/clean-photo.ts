import { imageHeader } from './image-header'

/** A small file can claim a picture that fills the memory of whoever opens it; a phone's largest has 50 million points. */
const mostPixels = 50_000_000
const longestSide = 2048
const thumbSide = 320

type CleanPhoto = { full: Uint8Array; thumb: Uint8Array; width: number; height: number }

/**
 * A photo as it may be shown: turned upright, at most 2048 points a side, drawn anew as JPEG without whatever else the
 * file held (place, device, colour notes), and a small one. Undefined when the bytes are no whole photo: what they are is
 * asked of them alone, before the library looks, because it would also draw SVG.
 */
export async function cleanPhoto(bytes: Uint8Array): Promise<CleanPhoto | undefined> {
  const header = imageHeader(bytes)
  if (!header || header.width < 1 || header.height < 1 || header.width * header.height > mostPixels) return undefined
  const { default: sharp } = await import('sharp')
  try {
    const { data: full, info } = await sharp(bytes, { limitInputPixels: mostPixels })
      .autoOrient()
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 82 })
      .toBuffer({ resolveWithObject: true })
    const thumb = await sharp(full).resize(thumbSide, thumbSide, { fit: 'cover' }).jpeg({ quality: 72 }).toBuffer()
    return { full, thumb, width: info.width, height: info.height }
  } catch {
    // Cut off or damaged: the library's words would help nobody.
    return undefined
  }
}
