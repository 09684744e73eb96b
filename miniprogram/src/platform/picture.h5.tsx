import { Image, View } from '@tarojs/components'
import { Button } from '../kit/button'
import type * as Picture from './picture'

export const PictureCanvas = () => null

/** A browser has no album to write to: the picture is shown, to be held or downloaded. */
export function savePicture(paint: Parameters<typeof Picture.savePicture>[0]): Promise<Picture.PictureAnswer> {
  const canvas = document.createElement('canvas')
  paint(canvas)
  return Promise.resolve({ kind: 'shown', url: canvas.toDataURL('image/png') })
}

export const openAlbumSetting = () => Promise.resolve(true)

export const ShownPicture: typeof Picture.ShownPicture = ({ url, name, words }) => (
  <>
    <Button wide onTap={() => download(url, name)}>
      {words.download}
    </Button>
    <View>{words.hold}</View>
    <Image src={url} mode="widthFix" style={{ width: '100%', height: 'auto' }} nativeProps={{ alt: name }} />
  </>
)

function download(url: string, name: string): void {
  const link = document.createElement('a')
  link.href = url
  link.download = `${name}.png`
  link.click()
}
