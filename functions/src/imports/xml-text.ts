const named: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

/**
 * What a piece of a part says: its bytes, one character each, as UTF-8, with entities and the `_x000D_` of spreadsheets
 * (ECMA-376 22.9.2.19) resolved.
 */
export function xmlText(raw: string): string {
  // Decoded always: a piece of the part itself would keep the whole part in memory.
  const text = Buffer.from(raw, 'latin1').toString('utf8')
  const plain = text.includes('&') ? text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, entity) : text
  return plain.includes('_x') ? plain.replace(/_x([0-9A-F]{4})_/gi, (_, hex: string) => character(hex, 16)) : plain
}

/** An attribute of a tag as it stands, in either kind of quotes. */
export function attribute(tag: string, name: string): string | undefined {
  const found = attributePattern(name).exec(tag)
  return found?.[1] ?? found?.[2]
}

const patterns = new Map<string, RegExp>()

function attributePattern(name: string): RegExp {
  const known = patterns.get(name) ?? new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
  patterns.set(name, known)
  return known
}

function entity(whole: string, name: string): string {
  if (name.startsWith('#x') || name.startsWith('#X')) return character(name.slice(2), 16)
  return name.startsWith('#') ? character(name.slice(1), 10) : (named[name] ?? whole)
}

function character(digits: string, base: 10 | 16): string {
  const code = Number.parseInt(digits, base)
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
}
