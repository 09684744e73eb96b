/** What one workbook may cost: with these, reading stays below 512 MB in its process, or says that it is too heavy. */
export const workbookLimits = {
  fileBytes: 40_000_000,
  inflatedBytes: 300_000_000,
  partBytes: 120_000_000,
  zipEntries: 2000,
  rows: 120_000,
  columns: 200,
  sheets: 30,
  heapMb: 360,
  timeoutMs: 240_000,
} as const
