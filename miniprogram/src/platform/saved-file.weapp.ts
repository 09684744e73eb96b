import Taro from '@tarojs/taro'
import { PlatformProblem } from './problem'
import type * as SavedFile from './saved-file'

/** WeChat keeps up to 200 MB of files of one mini-program. */
export const savedFile: typeof SavedFile.savedFile = {
  keep: path =>
    new Promise((resolve, reject) => {
      Taro.getFileSystemManager().saveFile({
        tempFilePath: path,
        success: ({ savedFilePath }) => resolve(savedFilePath),
        fail: () => reject(new PlatformProblem('照片没有存进手机，请清理手机空间后再拍')),
      })
    }),
  open: path =>
    new Promise((resolve, reject) => {
      Taro.getFileSystemManager().access({
        path,
        success: () => resolve(path),
        fail: () => reject(new PlatformProblem('照片已经不在手机里，请再拍一张')),
      })
    }),
  forget(path) {
    // It may be gone already.
    Taro.getFileSystemManager().unlink({ filePath: path, success() {}, fail() {} })
  },
}
