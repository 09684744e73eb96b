import Taro from '@tarojs/taro'
import { PlatformProblem } from './problem'

/** What is drawn on a canvas of WeChat, as a PNG of its own size: the path. Throws PlatformProblem with the sentence. */
export async function canvasPng(
  canvas: Taro.Canvas,
  { width, height }: { width: number; height: number },
  failed: string,
): Promise<string> {
  const whole = { x: 0, y: 0, width, height, destWidth: width, destHeight: height }
  const picture = await Taro.canvasToTempFilePath({ canvas, fileType: 'png', ...whole }).catch(() => {
    throw new PlatformProblem(failed)
  })
  return picture.tempFilePath
}
