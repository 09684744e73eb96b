import '../zod-setup'
import { useLaunch } from '@tarojs/taro'
import type { ReactNode } from 'react'
import '../kit/kit.css'
import './owner.css'
import { platform } from '../platform/platform'
import { followUp } from './repairs/uploads'

platform.start()

export default function App({ children }: { children: ReactNode }) {
  useLaunch(followUp)
  return children
}
