import Taro from '@tarojs/taro'
import { Button } from '../kit/button'
import { platform } from '../platform/platform'
import { scannedPage } from './scanned-page'
import { staffWords as words } from './words'

/** 扫一扫: a code on a door, a device or a place, and what is open there. */
export function ScanButton({ communityId }: { communityId: string }) {
  const scan = async () => {
    const text = await platform.scan()
    if (text) await Taro.navigateTo({ url: scannedPage(text, communityId) })
  }
  return (
    <Button wide onTap={() => void scan()}>
      {words.scan}
    </Button>
  )
}
