import jsQr from 'jsqr'

const scale = 4

/** What another phone would read from the kit's code, by the style that draws it: its runs drawn again, and decoded. */
export function codeOnPhone(style: string): string | undefined {
  const svg = decodeURIComponent(style)
  const side = Number(/viewBox='0 0 (\d+)/.exec(svg)?.[1]) * scale
  const data = new Uint8ClampedArray(side * side * 4).fill(255)
  for (const [, x, y, width] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1h/g))
    for (let row = 0; row < scale; row++) {
      const from = (Number(y) * scale + row) * side + Number(x) * scale
      for (let at = from; at < from + Number(width) * scale; at++) data.fill(0, at * 4, at * 4 + 3)
    }
  return jsQr(data, side, side)?.data
}
