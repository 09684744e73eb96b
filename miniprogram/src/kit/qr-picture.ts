import { create } from 'qrcode/lib/core/qrcode'

/** In modules; scanners ask for it around a code. */
const quiet = 4

/** A code as an SVG data URI, one path of the dark runs of each row. ASCII only, as addresses and our own codes are. */
export function qrPicture(text: string): string {
  const data = Uint8Array.from(text, letter => letter.charCodeAt(0))
  const { modules } = create([{ mode: 'byte', data }], { errorCorrectionLevel: 'M' })
  const side = modules.size + 2 * quiet
  const runs: string[] = []
  for (let row = 0; row < modules.size; row++)
    for (let from = 0; from < modules.size; from++) {
      let to = from
      while (to < modules.size && modules.get(row, to)) to++
      if (to === from) continue
      runs.push(`M${from + quiet} ${row + quiet}h${to - from}v1h${from - to}z`)
      from = to
    }
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 ${side} ${side}' shape-rendering='crispEdges'><path fill='#FFF' d='M0 0h${side}v${side}H0z'/><path d='${runs.join('')}'/></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
