type Context = {
  font: string
  textAlign: string
  scale: () => void
  fillRect: () => void
  measureText: (words: string) => { width: number }
  fillText: (words: string, x: number, y: number) => void
  beginPath: () => void
  moveTo: () => void
  lineTo: () => void
  stroke: () => void
}
type Painted = { words: string; x: number; y: number; size: number; align: string }

/** A canvas node that remembers its words; a Chinese character is as wide as its size, any other a little over half. */
export class PaperCanvas {
  width = 300
  height = 150
  painted: Painted[] = []

  /** As with a real one, nothing is left of what was painted before. */
  getContext(): Context {
    const painted: Painted[] = (this.painted = [])
    const context: Context = {
      font: '10px sans-serif',
      textAlign: 'left',
      scale() {},
      fillRect() {},
      beginPath() {},
      moveTo() {},
      lineTo() {},
      stroke() {},
      measureText: words => ({ width: widthOf(words, context.font) }),
      fillText: (words, x, y) =>
        void painted.push({ words, x, y, size: sizeOf(context.font), align: context.textAlign }),
    }
    return context
  }

  text = (): string => this.painted.map(({ words }) => words).join('\n')

  /** Words that are cut by an edge of the picture. */
  cut = (): string[] =>
    this.painted
      .filter(({ words, x, y, size, align }) => {
        const wide = widthOf(words, `${size}px`)
        const left = align === 'center' ? x - wide / 2 : align === 'right' ? x - wide : x
        return left < 0 || left + wide > this.width || y < 0 || y + size > this.height
      })
      .map(({ words }) => words)
}

const sizeOf = (font: string): number => Number(/(\d+)px/.exec(font)?.[1] ?? 10)
const widthOf = (words: string, font: string): number =>
  [...words].reduce((sum, character) => sum + sizeOf(font) * (/[\u2e80-\uffef]/.test(character) ? 1 : 0.56), 0)
