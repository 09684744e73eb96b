import { View } from '@tarojs/components'
import { useMemo } from 'react'
import { role } from './h5'
import { qrPicture } from './qr-picture'

/** A code to be scanned from this screen: 240 px, black on white in every mode. */
export function Qr({ text, label }: { text: string; label: string }) {
  const picture = useMemo(() => qrPicture(text), [text])
  return <View className="ll-qr" style={{ backgroundImage: `url("${picture}")` }} {...role('img')} ariaLabel={label} />
}
