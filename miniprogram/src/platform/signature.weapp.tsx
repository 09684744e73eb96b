import { Canvas } from '@tarojs/components'
import Taro, { useReady } from '@tarojs/taro'
import { useEffect } from 'react'
import { canvasPng } from './canvas-png'
import { PlatformProblem } from './problem'
import type * as Signature from './signature'

const id = 'll-signature'
const failed = '签名没有存成，请再签一次'
const size = { width: 660, height: 440 }
/** A PNG of a few lines is smaller than that; the server looks at what really comes. */
const bytes = 60_000

type Brush = Pick<
  CanvasRenderingContext2D,
  'fillStyle' | 'strokeStyle' | 'lineWidth' | 'lineCap' | 'fillRect' | 'beginPath' | 'moveTo' | 'lineTo' | 'stroke'
>
type Node = Taro.Canvas & { width: number; height: number; getContext: (kind: '2d') => Brush }
type Pen = { canvas: Node; brush: Brush; scale: number; at?: { x: number; y: number } }
let pen: Pen | undefined

/** What lies under the node that WeChat gives for the frame; Taro's type of it knows no drawing. */
function takeUp(): void {
  Taro.createSelectorQuery()
    .select(`#${id}`)
    .fields({ node: true, size: true }, found => {
      const canvas: Node | undefined = found?.node
      if (!canvas) return
      canvas.width = size.width
      canvas.height = size.height
      pen = { canvas, brush: canvas.getContext('2d'), scale: size.width / (found.width || size.width / 2) }
      wipeSignature()
    })
    .exec()
}

export const wipeSignature: typeof Signature.wipeSignature = () => {
  if (!pen) return
  const { brush } = pen
  brush.fillStyle = '#FFFFFF'
  brush.fillRect(0, 0, size.width, size.height)
  brush.strokeStyle = '#1F2421'
  brush.lineWidth = 6
  brush.lineCap = 'round'
}

export const SignaturePad: typeof Signature.SignaturePad = ({ className, onDrawn }) => {
  useReady(takeUp)
  useEffect(() => {
    // The frame appears with its sheet, after the page was ready.
    const timer = setTimeout(takeUp, 100)
    return () => clearTimeout(timer)
  }, [])
  const draw = (touch: { x: number; y: number } | undefined, begins: boolean) => {
    if (!pen || !touch) return
    const to = { x: touch.x * pen.scale, y: touch.y * pen.scale }
    const from = begins ? to : (pen.at ?? to)
    pen.brush.beginPath()
    pen.brush.moveTo(from.x, from.y)
    pen.brush.lineTo(to.x, to.y)
    pen.brush.stroke()
    pen.at = to
    if (!begins) onDrawn()
  }
  return (
    <Canvas
      type="2d"
      id={id}
      canvasId={id}
      className={className}
      disableScroll
      onTouchStart={event => draw(event.touches[0], true)}
      onTouchMove={event => draw(event.touches[0], false)}
    />
  )
}

export async function signaturePicture(): ReturnType<typeof Signature.signaturePicture> {
  if (!pen) throw new PlatformProblem(failed)
  const path = await canvasPng(pen.canvas, size, failed)
  return { path, kind: 'photo', size: bytes }
}
