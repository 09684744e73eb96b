import Taro from '@tarojs/taro'
import { PlatformProblem } from './problem'

const failed = '文件没有打开，请检查网络后再试'

/** Brings a PDF to the phone and opens it there; the host can pass it on from its own menu. */
export async function openDocument(url: string): Promise<void> {
  try {
    const { statusCode, tempFilePath } = await Taro.downloadFile({ url })
    if (statusCode !== 200) throw new PlatformProblem(failed)
    await Taro.openDocument({ filePath: tempFilePath, fileType: 'pdf', showMenu: true })
  } catch {
    throw new PlatformProblem(failed)
  }
}
