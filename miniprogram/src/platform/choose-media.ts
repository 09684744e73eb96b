import { mediaLimits } from '@linli/shared/files/media'
import Taro from '@tarojs/taro'
import type { Platform } from './platform'

/** One way for WeChat and the browser: Taro's own, whose refusal is the person's own "no". */
export const chooseMedia: Platform['chooseMedia'] = async ({ photos, videos }) => {
  const answer = await Taro.chooseMedia({
    count: Math.max(1, photos),
    mediaType: [...(photos > 0 ? (['image'] as const) : []), ...(videos > 0 ? (['video'] as const) : [])],
    sourceType: ['album', 'camera'],
    sizeType: ['compressed'],
    maxDuration: mediaLimits.video.seconds,
  }).catch(() => undefined)
  return (answer?.tempFiles ?? []).map(file => ({
    path: file.tempFilePath,
    kind: file.fileType === 'video' ? ('video' as const) : ('photo' as const),
    size: file.size,
    ...(file.thumbTempFilePath && { thumbPath: file.thumbTempFilePath }),
  }))
}
