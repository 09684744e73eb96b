import { Canvas } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type * as Picture from './picture'
import { PlatformProblem } from './problem'

const id = 'll-picture'
const failed = '图片没有存成，请再试一次'

type Node = Picture.PaintCanvas & {
  /** Canvas.toTempFilePath of Alipay's own 2D canvas; base library 2.7.15. */
  toTempFilePath?: (asked: {
    width: number
    height: number
    destWidth: number
    destHeight: number
    success: (made: { tempFilePath?: string; apFilePath?: string }) => void
    fail: () => void
  }) => void
}

/** Off the screen, but laid out: there is no node of a hidden canvas. */
export const PictureCanvas = () => (
  <Canvas type="2d" id={id} canvasId={id} style={{ position: 'fixed', left: '-2000px', top: '0' }} />
)

export async function savePicture(paint: Parameters<typeof Picture.savePicture>[0]): Promise<Picture.PictureAnswer> {
  const canvas = await canvasNode()
  paint(canvas)
  const filePath = await fileOf(canvas)
  return Taro.saveImageToPhotosAlbum({ filePath }).then(
    () => ({ kind: 'saved' }),
    (problem: unknown) => ({ kind: refusalOf(problem) }),
  )
}

const fileOf = (canvas: Node): Promise<string> =>
  new Promise((resolve, reject) => {
    const { width, height } = canvas
    const fail = () => reject(new PlatformProblem(failed))
    if (!canvas.toTempFilePath) return fail()
    canvas.toTempFilePath({
      width,
      height,
      destWidth: width,
      destHeight: height,
      success: ({ tempFilePath, apFilePath }) => {
        const made = tempFilePath ?? apFilePath
        if (made) resolve(made)
        else fail()
      },
      fail,
    })
  })

/** Alipay numbers its "no": 11 of the person now; 2001 and 2003 of the person before; others are of the phone. */
function refusalOf(problem: unknown): 'cancelled' | 'refused' | 'blocked' {
  const code = typeof problem === 'object' && problem && 'error' in problem ? Number(problem.error) : 0
  if (code === 11) return 'cancelled'
  if ([2001, 2003].includes(code)) return 'refused'
  if (code === 2002) return 'blocked'
  throw new PlatformProblem(failed)
}

/** Unlike WeChat's, the query answers at its end alone. */
const canvasNode = (): Promise<Node> =>
  new Promise((resolve, reject) => {
    Taro.createSelectorQuery()
      .select(`#${id}`)
      .fields({ node: true })
      .exec((found: { node?: Node }[]) => {
        const [canvas] = found
        if (canvas?.node) resolve(canvas.node)
        else reject(new PlatformProblem(failed))
      })
  })

export const openAlbumSetting = (): Promise<boolean> =>
  Taro.openSetting().then(
    () => true,
    () => false,
  )

/** Alipay has an album: nothing is shown. */
export const ShownPicture: typeof Picture.ShownPicture = () => null
