import type { Media, UploadKind } from './media'

/** 「3 张照片、1 段视频」: what came, as people count it. */
export function piecesWords(pieces: readonly Pick<Media, 'kind'>[]): string {
  const videos = pieces.filter(({ kind }) => kind === 'video').length
  const photos = pieces.length - videos
  return [photos > 0 && `${photos} 张照片`, videos > 0 && `${videos} 段视频`].filter(Boolean).join('、')
}

/** What was uploaded, by its kind. */
export const uploadNames: Record<UploadKind, string> = { photo: '照片', video: '视频', document: '文件' }
