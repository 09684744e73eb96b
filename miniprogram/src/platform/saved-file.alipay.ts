import Taro from '@tarojs/taro'
import { PlatformProblem } from './problem'
import type * as SavedFile from './saved-file'

/** Alipay keeps up to 10 MB of a file. */
export const savedFile: typeof SavedFile.savedFile = {
  async keep(path) {
    const kept = await Taro.saveFile({ tempFilePath: path }).catch(() => undefined)
    if (!kept || !('savedFilePath' in kept)) throw new PlatformProblem('照片没有存进手机，请清理手机空间后再拍')
    return kept.savedFilePath
  },
  open: path =>
    Taro.getSavedFileInfo({ filePath: path }).then(
      () => path,
      () => {
        throw new PlatformProblem('照片已经不在手机里，请再拍一张')
      },
    ),
  forget(path) {
    // It may be gone already.
    Taro.removeSavedFile({ filePath: path }).catch(() => undefined)
  },
}
