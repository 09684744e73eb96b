import { attribute } from './xml-text'

type Hidden = { hiddenRows: Set<number>; hiddenColumns: Set<number> }

/**
 * What a worksheet part hides (ECMA-376 18.3.1.13 and .73): rows as a person sees them, columns from 0.
 */
export function hiddenParts(xml: string): Hidden {
  const hidden: Hidden = { hiddenRows: new Set(), hiddenColumns: new Set() }
  if (!/\bhidden=["'](?:1|true)["']/.test(xml)) return hidden
  for (const [tag] of xml.matchAll(/<(?:\w+:)?row\s[^>]*\bhidden=["'](?:1|true)["'][^>]*>/g)) {
    const row = Number(attribute(tag, 'r'))
    if (row > 0) hidden.hiddenRows.add(row)
  }
  for (const [tag] of xml.matchAll(/<(?:\w+:)?col\s[^>]*\bhidden=["'](?:1|true)["'][^>]*>/g)) {
    const [first, last] = [Number(attribute(tag, 'min')), Number(attribute(tag, 'max'))]
    for (let column = first; column >= 1 && column <= Math.min(last, WIDEST); column++)
      hidden.hiddenColumns.add(column - 1)
  }
  return hidden
}

const WIDEST = 16_384
