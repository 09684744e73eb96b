import type { MediaKind, ShownMedia } from '@linli/shared/files/media'
import type { PayParams, TradeToPay } from '@linli/shared/payments/schema'
import type { ReactNode } from 'react'

/** What the payer's client says happened. Never believed: the order is always queried afterwards. */
export type PayOutcome = 'paid-claimed' | 'cancelled' | 'failed' | 'silent'
/** `reason`: WeChat's own sentence about a refusal, such as 银行卡可用余额不足. */
export type PayAnswer = { outcome: PayOutcome; reason?: string }

/** A photo or video on the phone; `thumbPath` is a video's picture. */
export type PickedMedia = { path: string; kind: MediaKind; size: number; thumbPath?: string }

/** A photo or video that the server has, with its links. */
export type ShownPiece = Pick<ShownMedia, 'fileId' | 'kind' | 'url' | 'thumbUrl'>

/** What only the host can do; one file per host (platform.weapp.tsx, platform.h5.tsx). */
export type Platform = {
  /** A one-time login code for the server. Throws PlatformProblem with a sentence. */
  login(): Promise<string>
  /** Opens the payment; answers within 60 s, whatever the host does: `silent` when it said nothing. */
  pay(params: PayParams | TradeToPay): Promise<PayAnswer>
  /** Asks for one message of each template; the ids that the person accepted. Only from a tap. */
  requestSubscribe(templateIds: string[]): Promise<string[]>
  /** WeChat's own font scale; 1 is normal. */
  fontScale(): number
  callPhone(phone: string): void
  /** The text of a code that the camera read; undefined when the person gave up. */
  scan(): Promise<string | undefined>
  /** Photos and videos from the camera or the album, made smaller by the host; none when the person gave up. */
  chooseMedia(most: { photos: number; videos: number }): Promise<PickedMedia[]>
  /** Shows one of them large; the others are a swipe away. */
  showMedia(pieces: readonly ShownPiece[], at: number): void
  /** Opens a PDF over the page, by its link. Throws PlatformProblem with a sentence. */
  openDocument(url: string): Promise<void>
  /** card: a share button forwards the page; copy: the words are put on the clipboard. */
  share: 'card' | 'copy'
  /** A page's address as somebody else can open it. */
  linkTo(page: string): string
  /** Once, before the first page. */
  start(): void
}
export const platform: Platform

/** Asks for the phone number of WeChat; `onCode` gets a one-time code, or undefined when it was refused. */
export function PhoneButton(props: {
  children: ReactNode
  onCode: (code: string | undefined) => void
  busy?: string | false
}): ReactNode
