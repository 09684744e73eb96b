import { useDidHide, useDidShow, useUnload } from '@tarojs/taro'
import { useRef } from 'react'

/** Asks whether the page is still in front of the person. WeChat's own payment sheet does not hide it. */
export function useShown(): () => boolean {
  const shown = useRef(true)
  useDidShow(() => {
    shown.current = true
  })
  useDidHide(() => {
    shown.current = false
  })
  useUnload(() => {
    shown.current = false
  })
  return () => shown.current
}
