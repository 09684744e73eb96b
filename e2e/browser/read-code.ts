import { inflated } from '@linli/functions/test/pdf-text'
import jsQr from 'jsqr'
import type { Locator } from 'playwright-core'
import * as z from 'zod'

type Pixels = { data: Uint8ClampedArray; width: number; height: number }

/** What a phone would read from this place of the screen: its picture, decoded. */
export async function codeOnScreen(place: Locator): Promise<string | undefined> {
  const png = (await place.screenshot()).toString('base64')
  const seen = await place.page().evaluate(async base64 => {
    const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const { width, height } = picture
    const context = new OffscreenCanvas(width, height).getContext('2d')
    context?.drawImage(picture, 0, 0)
    return { width, height, data: [...(context?.getImageData(0, 0, width, height).data ?? [])] }
  }, png)
  return read({ ...seen, data: Uint8ClampedArray.from(seen.data) })
}

/** The code that a paper of ours has as small black squares: drawn again from what the file says, and decoded. */
export function codeOnPaper(pdf: Buffer): string | undefined {
  const squares = [
    ...inflated(pdf)
      .join('\n')
      .matchAll(/^([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re$/gm),
  ]
    .map(found =>
      z.tuple([z.coerce.number(), z.coerce.number(), z.coerce.number(), z.coerce.number()]).parse(found.slice(1)),
    )
    .filter(([, , width, height]) => width < 20 && width === height)
  const [left, top] = [Math.min(...squares.map(([x]) => x)), Math.min(...squares.map(([, y]) => y))]
  const scale = 4 / (squares[0]?.[2] ?? 1)
  const margin = 16
  const side = Math.ceil(Math.max(...squares.map(([x, , width]) => (x + width - left) * scale))) + 2 * margin
  const data = new Uint8ClampedArray(side * side * 4).fill(255)
  for (const [x, y, width] of squares)
    for (let row = 0; row < width * scale; row++)
      for (let column = 0; column < width * scale; column++) {
        const at =
          (Math.round((y - top) * scale) + margin + row) * side + Math.round((x - left) * scale) + margin + column
        data.fill(0, at * 4, at * 4 + 3)
      }
  return read({ data, width: side, height: side })
}

function read({ data, width, height }: Pixels): string | undefined {
  return jsQr(data, width, height)?.data
}
