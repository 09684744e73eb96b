import { mediaLimits } from '@linli/shared/files/media'
import { noticeLimits } from '@linli/shared/notices/schema'
import { noticeRefusals } from '@linli/shared/notices/words'
import type { Takes } from '../files/media-batch'
import { attachmentWords, blockWords } from './words'

const isPhoto = ({ type }: File) => ['image/jpeg', 'image/png', 'image/webp'].includes(type)

export const pictureTakes: Takes = {
  kindOf: file => (isPhoto(file) ? 'photo' : undefined),
  most: () => noticeLimits.pictures,
  tooMany: blockWords.tooMany,
  wrongKind: noticeRefusals.notPicture,
}

/** A document is a PDF: what else offices write can act when it is opened. */
export const attachmentTakes: Takes = {
  kindOf: file => (file.type === 'application/pdf' ? 'document' : isPhoto(file) ? 'photo' : undefined),
  most: () => mediaLimits.document.pieces,
  tooMany: attachmentWords.tooMany,
  wrongKind: noticeRefusals.notDocument,
}
