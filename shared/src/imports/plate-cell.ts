import { type CellReading, formulaProblem, plainText } from './cell-text'

/** 民用 plates of eight or seven characters, with 挂, 学, 警, 港, 澳 and 使, 领 at their places (GA 36). */
const plate =
  /^[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领][A-Z][A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳领]$/

/** The number plates of a cell: `京A12345、京A·D12345` are two. 无牌 and 临牌 are none. */
export function readPlates(raw: string): CellReading<string[]> {
  const problem = formulaProblem(raw)
  if (problem) return { error: problem }
  const text = plainText(raw).toUpperCase()
  if (/^(?:-|\/|无|无牌|无车|未上牌|临牌|待定)?$/.test(text)) return {}
  const plates = text
    .split(/[/、,;|&\n]+/)
    .map(part => part.replace(/[\s·•.\-_]/g, ''))
    .filter(part => part !== '')
  return plates.every(one => plate.test(one)) ? { value: plates } : { error: 'plate_form' }
}
