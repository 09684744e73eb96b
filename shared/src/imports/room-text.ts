/**
 * Half-width capitals, one kind of dash, no spaces: how a name is shown, shaped and compared. A space between the
 * numbers of two rooms stays: as a dash it would make a range that nobody wrote.
 */
export const plainName = (raw: string): string =>
  raw
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .trim()
    .replace(/^'+/, '')
    .replace(/^(\d+)\.0+$/, '$1')
    .replace(/\s*[-‐‑‒–—―−﹣_]+\s*/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/([A-Z0-9]) (?=[A-Z0-9])/g, (space, before: string, at: number, text: string) =>
      isBetweenRooms(text, at + 1) ? space : `${before}-`,
    )
    .replace(/ /g, (space, at: number, text: string) => (isBetweenRooms(text, at) ? space : ''))

/** The plain name with one word each for building (栋), unit (元) and room (室). */
export const normaliseName = (raw: string): string =>
  plainName(raw)
    .replace(/第(?=\d)/g, '')
    .replace(/第?([一二三四五六七八九十]{1,3})(?=号楼|号?[栋幢座]|号?单元|门)/g, (_, numeral: string) =>
      arabic(numeral),
    )
    .replace(/[号#]楼|[号#]?[栋幢座](?:楼(?=[-\dA-Z第]|$))?|#/g, '栋')
    .replace(/号?单元|号门|门(?=-?[A-Z]*\d)/g, '元')
    .replace(/(\d[A-Z]?)(?:号房?|[室房户]+号?)$/, '$1室')
    .replace(/(?:-0-|栋-?)(?:商铺|商|铺)(?=[A-Z]?\d)/, shop => (shop.startsWith('-0-') ? '-0-' : '栋0元'))

/** A name's form with # for each digit, by which names of one kind stand together: `商用-B座####`. */
export const shapeOf = (raw: string): string => plainName(raw).replace(/\d/g, '#')

function isBetweenRooms(text: string, at: number): boolean {
  return /\d{3}[A-Z]?室?$/.test(text.slice(Math.max(0, at - 5), at)) && /^[A-Z]?\d{3}/.test(text.slice(at + 1))
}

function arabic(numeral: string): string {
  const digit = (character: string | undefined) => '一二三四五六七八九'.indexOf(character ?? ' ') + 1
  const [tens, ones] = numeral.split('十')
  if (ones === undefined) return [...numeral].map(digit).join('')
  return String((tens === '' ? 1 : digit(tens)) * 10 + digit(ones))
}
