import { FindField } from '../kit/find-field'
import { useUrlState } from '../kit/url-state'
import { codeBeginning } from './code-beginning'

/** Searches a list by the beginning of a room code in any spelling; it stands in the page's address as `prefix`. */
export function FindRoom({ label }: { label: string }) {
  const url = useUrlState()
  return <FindField label={label} value={url.get('prefix')} find={text => url.set({ prefix: codeBeginning(text) })} />
}
