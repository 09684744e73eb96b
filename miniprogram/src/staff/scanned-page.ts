import { readCode } from '@linli/shared/scanned-code'

const here = '/repairs/here/index'

/** Where a code leads; one of another community, or of somebody else, to the page that says so. */
export function scannedPage(text: string, communityId: string): string {
  const code = readCode(text)
  if (!code || (code.communityId !== undefined && code.communityId !== communityId)) return here
  if (code.kind === 'meter') return `/billing/meter/index?roomId=${code.roomId}&meterId=${code.meterId}`
  if (code.kind === 'room') return `${here}?roomId=${code.roomId}`
  if (code.placeId !== undefined) return `${here}?placeId=${code.placeId}`
  const { building = '', spot } = code
  return `${here}?building=${encodeURIComponent(building)}&spot=${encodeURIComponent(spot)}`
}
