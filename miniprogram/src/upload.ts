import type { UploadForm } from '@linli/shared/files/media'
import Taro from '@tarojs/taro'
import type { PickedMedia } from './platform/platform'
import { CallFailed, problemOf } from './problems'

/** A photo on a slow network takes its time; silence for longer is a failure. */
const timeoutMs = 120_000

/** Sends a piece as the server's form says, straight to the bucket. Throws CallFailed. */
export async function upload(
  { url, fields }: UploadForm,
  piece: PickedMedia,
  onPercent: (percent: number) => void,
): Promise<void> {
  const what = {
    url,
    filePath: piece.path,
    name: 'file',
    formData: fields,
    // Alipay asks what it is; WeChat does not look at it.
    fileType: piece.kind === 'photo' ? 'image' : 'video',
    timeout: timeoutMs,
    // A browser would send cookies along, which a bucket does not take from another origin.
    withCredentials: false,
  }
  const task = Taro.uploadFile(what)
  task.progress?.(({ progress }) => onPercent(progress))
  const { statusCode } = await task.catch(() => {
    throw new CallFailed(problemOf('offline'))
  })
  if (statusCode < 200 || statusCode >= 300) throw new CallFailed(problemOf('broken'))
}
