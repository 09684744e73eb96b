import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { withArchive } from '../../infra/ledger/archive'
import { verify } from '../../infra/ledger/verify'
import { ArchiveWriter } from '../src/exports/archive-writer'
import { kindOf, Manifest, manifestPath, sha256Of } from '../src/exports/manifest'
import { headerOf, keyOf, openSealed, sealedFile } from '../src/exports/sealed-archive'
import { ZipReader } from '../src/exports/zip-reader'
import { packed, ZipWriter } from '../src/exports/zip-writer'

/** The archive once more, as somebody with its passphrase could make it: lines of a kind changed, `told` in the manifest too. */
export async function forged(
  bytes: Uint8Array,
  passphrase: string,
  kind: string,
  change: (line: string, nth: number) => string,
  told: boolean,
): Promise<Uint8Array> {
  const dir = await mkdtemp(join(tmpdir(), 'linli-forged-'))
  const header = await headerOf(Readable.from([Buffer.from(bytes)]))
  const secret = await keyOf(passphrase, header)
  await openSealed(Readable.from([Buffer.from(bytes)]), header, secret, join(dir, 'in'))
  const file = await open(join(dir, 'in'))
  const zip = await ZipReader.open(file)
  const manifest = Manifest.parse(JSON.parse((await zip.read(manifestPath, 1e7)).toString()))
  const out = sealedFile(join(dir, 'out'), header, secret)
  await out.start()
  const writer = new ZipWriter(out.write)
  for (const part of manifest.parts) {
    const lines = (await zip.read(part.path, part.bytes)).toString().split('\n').slice(0, -1)
    const changed = kindOf(part.path) === kind ? lines.map(change).filter(Boolean) : lines
    const content = Buffer.from(changed.map(line => `${line}\n`).join(''))
    await writer.put(part.path, await packed(content))
    if (told) Object.assign(part, { records: changed.length, bytes: content.length, sha256: sha256Of(content) })
  }
  await writer.put(manifestPath, await packed(JSON.stringify(manifest)))
  await writer.end()
  await out.end()
  await file.close()
  const forgery = new Uint8Array(await readFile(join(dir, 'out')))
  await rm(dir, { recursive: true })
  return forgery
}

/** An archive that keeps in `pieces` what goes into it. */
export function recorder(pieces: Map<string, unknown[]>): ArchiveWriter {
  const writer = new ArchiveWriter({ put: () => Promise.resolve() })
  const add = writer.add.bind(writer)
  writer.add = async (kind, records) => {
    pieces.set(kind, [...(pieces.get(kind) ?? []), ...records])
    await add(kind, records)
  }
  return writer
}

/** What stays behind, or is made anew by whoever has it: leases, drafts, exports, and who did what with them; plates; who has a role. */
const apart =
  /#export(s#|#)|#run#|#run-(flag|issued)#| (ledger|deduction)$|#audit#(export|ledger|community)#| restoring$|#(vehicles|colleagues) /

/** It stands in a list of an account. */
export const isOfAccount = ({ gs2pk }: Record<string, unknown>): boolean => String(gs2pk).startsWith('A#')

/** Of an item, what must be the same in both systems; its company, its seals, its merchant and its accounts are each one's own. */
function essence({
  companyId: _company,
  phoneHash: _hash,
  evidence: _sealed,
  buyerSealed: _buyer,
  sealed: _titles,
  vehicleId: _plate,
  ...item
}: Record<string, unknown>): unknown {
  if (isOfAccount(item)) for (const name of ['gs2pk', 'gs2sk']) delete item[name]
  const own = item.sk === 'billing' ? { shards: 1, ...item, openRunId: undefined } : item
  const text = JSON.stringify(own, (name, value: unknown) => {
    if (name === 'merchantRef' && item.sk === 'community') return undefined
    if (name === 'accounts' && Array.isArray(value)) return undefined
    return value instanceof Set ? [...value].toSorted(byText) : value
  })
  return JSON.parse(text.replaceAll(/M#[0-9A-Z]{26}#/g, 'M#'))
}

const byText = (a: unknown, b: unknown) => String(a).localeCompare(String(b))

/** A table by its keys, without what belongs to its system alone. */
export const comparable = (items: Map<string, Record<string, unknown>>, companyId: string) =>
  Object.fromEntries(
    [...items]
      .filter(
        ([key, { technical: _t, ...item }]) => !apart.test(key) && !(/#audit#/.test(key) && item.gs2pk === undefined),
      )
      .filter(([key]) => !key.startsWith('G#phone#') && !key.startsWith('G#outbox#') && !key.startsWith('P#'))
      .map(([key, item]) => [key.replace(companyId, ''), essence(item)])
      .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  )

/** What `npm run ledger -- verify` finds wrong with an archive. */
export async function ledgerSays(bytes: Uint8Array, passphrase: string): Promise<string[]> {
  const dir = await mkdtemp(join(tmpdir(), 'linli-ledger-'))
  await writeFile(join(dir, 'archive'), bytes)
  const checks = await withArchive(join(dir, 'archive'), () => Promise.resolve(passphrase), verify)
  await rm(dir, { recursive: true })
  return checks.flatMap(({ wrong }) => wrong ?? [])
}
