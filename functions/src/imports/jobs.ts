import { CommunityId, Id } from '@linli/shared/ids'
import * as z from 'zod'
import { consumer, type Jobs } from '../jobs'
import { readImport } from './read-import'
import { resumeImports } from './resume-imports'
import { runUndo } from './undo-import'
import { writeImport } from './write-import'

const body = z.object({ communityId: CommunityId, importId: Id })

export const jobs: Jobs = {
  consumers: [
    consumer({ type: 'imports.read', queue: 'jobs', body, handle: readImport }),
    consumer({ type: 'imports.write', queue: 'jobs', body, handle: writeImport }),
    consumer({ type: 'imports.undo', queue: 'jobs', body, handle: runUndo }),
  ],
  schedules: [{ name: 'resume-imports', everySeconds: 120, run: resumeImports }],
}
