/**
 * The place that a code on a wall or a device names: `linli:place?b=3&s=1单元电梯`, or any text as it stands.
 * At most 40 characters, as a report takes them.
 */
export function placeOfCode(text: string): { building?: string; spot: string } {
  const query = /^linli:place\?(.*)$/.exec(text.trim())?.[1]
  if (query === undefined) return { spot: text.trim().slice(0, 40) }
  const values = new Map(
    query.split('&').map(pair => {
      const [name = '', value = ''] = pair.split('=')
      return [name, plain(value)] as const
    }),
  )
  const building = values.get('b')?.slice(0, 20)
  return { ...(building && { building }), spot: (values.get('s') ?? '').slice(0, 40) }
}

function plain(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
