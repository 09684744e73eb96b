const tailBytes = 1_024
/** What makes a PDF act by itself or hide another file in it, and a password, which nobody who lives here has. */
const acting = /\/(?:JavaScript|JS|Launch|EmbeddedFile|RichMedia|Encrypt)\b/

/** Whether the bytes are a PDF, whole, of the kind that is only read. */
export function isDocument(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  return text.startsWith('%PDF-') && text.slice(-tailBytes).includes('%%EOF') && !acting.test(text)
}
