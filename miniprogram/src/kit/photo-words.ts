import type { MediaKind } from '@linli/shared/files/media'
import { defineWords } from './words'

const names: Record<MediaKind, string> = { photo: '照片', video: '视频' }

export const photoWords = defineWords({
  add: '拍照或选照片',
  nth: (kind: MediaKind, n: number) => `第 ${n} 张${names[kind]}`,
  open: (name: string) => `看大图，${name}`,
  remove: (name: string) => `不要${name}`,
  percent: (percent: number) => `${percent}%`,
  again: '点此重传',
  failed: '没传上去，点一下重传',
  sending: (done: number, all: number) => `照片正在上传，${all} 张里传好了 ${done} 张`,
  someFailed: (failed: number) => `${failed} 张没传上去，点一下重传`,
  allThere: '照片都传好了',
})
