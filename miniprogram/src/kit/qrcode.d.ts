/** The encoder alone: the package's own entry brings canvases and files along. */
declare module 'qrcode/lib/core/qrcode' {
  type Segment = { mode: 'byte'; data: Uint8Array }
  type Options = { errorCorrectionLevel?: 'L' | 'M' | 'Q' | 'H' }
  type Modules = { size: number; get: (row: number, column: number) => number }
  export function create(segments: Segment[], options: Options): { modules: Modules }
}
