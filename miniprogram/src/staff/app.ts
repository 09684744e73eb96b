import '../zod-setup'
import { useDidShow } from '@tarojs/taro'
import type { ReactNode } from 'react'
import '../kit/kit.css'
import './staff.css'
import { platform } from '../platform/platform'
import { startSending } from './outbox/sending'

platform.start()

export default function App({ children }: { children: ReactNode }) {
  // What waits is sent whenever the phone is taken out of the pocket.
  useDidShow(startSending)
  return children
}
