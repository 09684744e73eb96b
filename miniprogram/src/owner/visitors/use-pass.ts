import { visitorsApi } from '@linli/shared/visitors/api'
import { PassFace } from '@linli/shared/visitors/schema'
import { useEffect, useState } from 'react'
import * as z from 'zod'
import { call } from '../../api'
import { useLoad } from '../../use-load'
import { behindMs, liveToken } from './live-token'

const tickMs = 1000
const Opened = z.object({ face: PassFace, behindMs: z.number() })

async function opened(link: string): Promise<z.infer<typeof Opened>> {
  const face = await call(visitorsApi.open, { link })
  return { face, behindMs: behindMs(face, Date.now()) }
}

/**
 * A pass by its link, with the QR of this very moment. Five minutes of them come with each answer and stay on the phone:
 * at a gate without a network they go on.
 */
export function usePass(link: string) {
  const load = useLoad(`pass.${link.slice(6, 32)}`, () => opened(link), Opened)
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), tickMs)
    return () => clearInterval(timer)
  }, [])
  const { data, loading, reload } = load
  const live = liveToken(data?.face.tokens ?? [], nowMs + (data?.behindMs ?? 0))
  // Whoever was let in meanwhile, or refused, reads so without a tap; before the last QR there are new ones.
  const { state } = data?.face ?? {}
  const isMoving = state === 'pending' || (state === 'active' && live.isRunningOut)
  const wants = !loading && live.seconds % 15 === 0 && isMoving
  useEffect(() => {
    if (wants) void reload()
  }, [wants, reload])
  return { load, face: data?.face, ...live }
}
