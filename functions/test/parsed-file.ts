import type { Sheet } from '@linli/shared/imports/schema'
import { parseWorkbook } from '../src/imports/parse-workbook'
import { WorkbookRefused } from '../src/imports/workbook-refused'

/** What is in a file, gathered the way its reader does. */
export async function parsedFile(bytes: Buffer): Promise<{ sheets: Sheet[]; format?: string; refusal?: string }> {
  const said: Sheet[] = []
  try {
    const { format, sheets } = parseWorkbook(bytes)
    for await (const { name, rows } of sheets) said.push({ name, rows: [...rows()] })
    return { sheets: said, format }
  } catch (error) {
    if (error instanceof WorkbookRefused) return { sheets: said, refusal: error.refusal }
    throw error
  }
}
/** The cells of its first sheet. */
export const cellsOf = async (bytes: Buffer) => (await parsedFile(bytes)).sheets[0]?.rows.map(({ cells }) => cells)
