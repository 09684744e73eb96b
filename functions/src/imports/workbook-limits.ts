/** What one workbook may cost. 120,000 rows are twice the largest estate that one office runs. */
export const workbookLimits = {
  fileBytes: 20_000_000,
  inflatedBytes: 300_000_000,
  zipEntries: 2000,
  rows: 120_000,
  columns: 200,
  sheets: 30,
  heapMb: 360,
  timeoutMs: 60_000,
} as const
