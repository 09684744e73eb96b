/** 3-2-1501 → 3栋2单元1501. A shop's unit 0 is not said; a building or unit that is a word stays as it is. */
export function roomName(code: string): string {
  const [building = '', unit = '', ...room] = code.split('-')
  if (room.length === 0) return code
  const number = /^(\d+[A-Za-z]?|\*)$/
  const said = unit === '0' ? '' : number.test(unit) ? `${unit}单元` : unit
  return `${number.test(building) ? `${building}栋` : building}${said}${room.join('-')}`
}
