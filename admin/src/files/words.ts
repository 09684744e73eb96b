import { type MediaKind, mediaLimits } from '@linli/shared/files/media'

const { photo, video } = mediaLimits
const kinds: Record<MediaKind, string> = { photo: '照片', video: '视频' }

export const mediaWords = {
  label: '照片和视频',
  add: '添加照片或视频',
  hint: `最多 ${photo.pieces} 张照片和 ${video.pieces} 段视频（${video.seconds} 秒以内）；登记不用等它们传完`,
  sending: (part: number) => `${Math.floor(part * 100)}%`,
  checking: '正在检查',
  ready: '传好了',
  again: '重传',
  remove: (name: string) => `不要 ${name}`,
  removeShort: '不要',
  failed: '没有传上去，请检查网络后重传',
  tooMany: `最多 ${photo.pieces} 张照片和 ${video.pieces} 段视频`,
  someFailed: (count: number) => `${count} 个文件没有传上去，请打开这一单重新补充`,
  nth: (kind: MediaKind, nth: number) => `${kinds[kind]} ${nth}`,
  given: '已补充',
} as const
