import { type PointerEvent, useEffect, useRef } from 'react'
import { PlatformProblem } from './problem'
import type * as Signature from './signature'

const failed = '签名没有存成，请再签一次'
const size = { width: 660, height: 440 }
let canvas: HTMLCanvasElement | undefined

export const wipeSignature: typeof Signature.wipeSignature = () => {
  const brush = canvas?.getContext('2d')
  if (!brush) return
  brush.fillStyle = '#FFFFFF'
  brush.fillRect(0, 0, size.width, size.height)
}

export const SignaturePad: typeof Signature.SignaturePad = ({ className, onDrawn }) => {
  const frame = useRef<HTMLCanvasElement>(null)
  const last = useRef<{ x: number; y: number }>()
  useEffect(() => {
    canvas = frame.current ?? undefined
    wipeSignature()
    return () => {
      canvas = undefined
    }
  }, [])
  const pointOf = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLCanvasElement>) => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect()
    return { x: ((clientX - left) * size.width) / width, y: ((clientY - top) * size.height) / height }
  }
  const draw = (event: PointerEvent<HTMLCanvasElement>) => {
    const from = last.current
    const brush = event.currentTarget.getContext('2d')
    if (!from || !brush) return
    const to = pointOf(event)
    brush.strokeStyle = '#1F2421'
    brush.lineWidth = 6
    brush.lineCap = 'round'
    brush.beginPath()
    brush.moveTo(from.x, from.y)
    brush.lineTo(to.x, to.y)
    brush.stroke()
    last.current = to
    onDrawn()
  }
  return (
    <canvas
      ref={frame}
      {...size}
      className={className}
      aria-label="签名"
      style={{ touchAction: 'none' }}
      onPointerDown={event => {
        event.currentTarget.setPointerCapture(event.pointerId)
        last.current = pointOf(event)
      }}
      onPointerMove={draw}
      onPointerUp={() => {
        last.current = undefined
      }}
    />
  )
}

export async function signaturePicture(): ReturnType<typeof Signature.signaturePicture> {
  const bytes = await new Promise<Blob | null>(resolve => {
    if (canvas) canvas.toBlob(resolve, 'image/png')
    else resolve(null)
  })
  if (!bytes) throw new PlatformProblem(failed)
  return { path: URL.createObjectURL(bytes), kind: 'photo', size: bytes.size }
}
