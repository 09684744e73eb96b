import { Canvas } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { canvasPng } from './canvas-png'
import type * as Picture from './picture'
import { PlatformProblem } from './problem'

const id = 'll-picture'
const failed = '图片没有存成，请再试一次'

/** Off the screen, but laid out: WeChat gives no node of a hidden canvas. */
export const PictureCanvas = () => (
  <Canvas type="2d" id={id} canvasId={id} style={{ position: 'fixed', left: '-2000px', top: '0' }} />
)

export async function savePicture(paint: Parameters<typeof Picture.savePicture>[0]): Promise<Picture.PictureAnswer> {
  const { canvas, paper } = await canvasNode()
  paint(paper)
  const filePath = await canvasPng(canvas, paper, failed)
  return Taro.saveImageToPhotosAlbum({ filePath }).then(
    () => ({ kind: 'saved' }),
    (problem: unknown) => ({ kind: refusalOf(problem) }),
  )
}

/** WeChat's sentences for a "no": of the person now, of the person or the privacy guide before, of the phone itself. */
function refusalOf(problem: unknown): 'cancelled' | 'refused' | 'blocked' {
  const said = typeof problem === 'object' && problem && 'errMsg' in problem ? String(problem.errMsg) : ''
  if (/cancel/.test(said)) return 'cancelled'
  if (/system (permission )?den/.test(said)) return 'blocked'
  if (/auth|privacy/.test(said)) return 'refused'
  throw new PlatformProblem(failed)
}

/** The one node under both its types: Taro's knows no drawing. */
const canvasNode = (): Promise<{ canvas: Taro.Canvas; paper: Picture.PaintCanvas }> =>
  new Promise((resolve, reject) => {
    Taro.createSelectorQuery()
      .select(`#${id}`)
      .fields({ node: true }, found =>
        found?.node ? resolve({ canvas: found.node, paper: found.node }) : reject(new PlatformProblem(failed)),
      )
      .exec()
  })

export const openAlbumSetting = (): Promise<boolean> =>
  Taro.openSetting().then(
    ({ authSetting }) => authSetting['scope.writePhotosAlbum'] === true,
    () => false,
  )

/** WeChat has an album: nothing is shown. */
export const ShownPicture: typeof Picture.ShownPicture = () => null
