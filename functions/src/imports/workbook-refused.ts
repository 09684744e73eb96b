import { AppError } from '@linli/shared/errors'
import type { WorkbookRefusal } from '@linli/shared/imports/schema'
import { workbookSentences } from '@linli/shared/imports/words'

/** A file that is not read, with its closed reason; the message is the sentence that a person reads. */
export class WorkbookRefused extends AppError {
  constructor(readonly refusal: WorkbookRefusal) {
    super('imports.file_unreadable', { message: workbookSentences[refusal] })
    this.name = 'WorkbookRefused'
  }
}
