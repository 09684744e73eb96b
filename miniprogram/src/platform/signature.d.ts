import type { ReactNode } from 'react'
import type { PickedMedia } from './platform'

/** A white frame that takes a finger's line. One on a page at a time. */
export function SignaturePad(props: { className: string; onDrawn: () => void }): ReactNode
export function wipeSignature(): void
/** The frame as a PNG on the phone. Throws PlatformProblem. */
export function signaturePicture(): Promise<PickedMedia>
