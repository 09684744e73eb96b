import type { Referring } from '@linli/shared/imports/detail'
import type { TableField } from '@linli/shared/imports/fields'
import type { ImportRecord, RecordKind, RecordOf } from '@linli/shared/imports/record'
import type { Context } from '../context'
import type { Key } from '../db'
import type { Write } from '../db-write'

/**
 * Where the records of an import go. `looking`: the preview asks what would happen, and writes nothing; what a record
 * refers to (its room, its fee item) may come with the same import then, and its absence is no conflict.
 */
export type PlanAt = { communityId: string; companyId: string; importId: string; looking: boolean }

/**
 * What one record does to the table as it stands. No writes and no conflict: it is there already, unchanged. A conflict is
 * a Chinese sentence; nothing of the record is written, and a whole import ends with it. Writes are conditioned puts
 * (`ifAbsent`, or `if` the version that was read), conditioned deletes, and updates that only add; all of one record stand
 * in one transaction, so that the manifest can take them back exactly. No outbox items: what follows a write must be in it.
 */
export type Planned<R extends ImportRecord = ImportRecord> = {
  record: R
  writes: Write[]
  conflict?: string
  /** What the conflict is about, where that is not the place or the name that the record goes by. */
  about?: TableField
  /** Items that say that something refers to the record as soon as they are not as now: of this version, or absent. */
  untouched?: { key: Key; version?: number | undefined }[]
}

/**
 * Decides on records of one kind, up to 15 to write and up to 100 while `looking` (then only whether there are writes
 * matters). Reads consistently; answers in the order asked. Records of one call may depend on each other.
 */
export type Planner<K extends RecordKind> = (
  ctx: Context,
  at: PlanAt,
  records: RecordOf<K>[],
) => Promise<Planned<RecordOf<K>>[]>

export type { Referring }

/** Asked for up to 100 records of one kind before an undo; what a later edit changed is found without it. */
export type ReferringTo<K extends RecordKind> = (
  ctx: Context,
  at: PlanAt,
  records: RecordOf<K>[],
) => Promise<Referring[]>
