/** The rooms of some lines, each once. */
export const roomsOf = (lines: { object: { code: string } }[]) =>
  [...new Set(lines.map(line => line.object.code))].join('、')
