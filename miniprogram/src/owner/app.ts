import '../zod-setup'
import type { ReactNode } from 'react'
import '../kit/kit.css'
import './owner.css'
import { platform } from '../platform/platform'

platform.start()

export default function App({ children }: { children: ReactNode }) {
  return children
}
