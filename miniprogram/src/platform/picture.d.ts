import type { ReactNode } from 'react'

/** What a painter needs of a canvas; the browser's and WeChat's have it alike. */
export type PaintContext = Pick<
  CanvasRenderingContext2D,
  'font' | 'fillStyle' | 'textAlign' | 'textBaseline' | 'fillText' | 'fillRect' | 'measureText' | 'scale'
>
export type PaintCanvas = { width: number; height: number; getContext: (kind: '2d') => PaintContext | null }

/**
 * saved: it is in the phone's album. shown: `url` is to be shown by ShownPicture. cancelled: the person said no just now.
 * refused: they, or WeChat, do not let us; openAlbumSetting may change it. blocked: the phone does not let WeChat.
 */
export type PictureAnswer = { kind: 'saved' | 'cancelled' | 'refused' | 'blocked' } | { kind: 'shown'; url: string }

/** Must be on the page while savePicture runs; it is never seen. */
export function PictureCanvas(): ReactNode
/** Paints a picture and puts it where the person finds it. Throws PlatformProblem with a sentence. */
export function savePicture(paint: (canvas: PaintCanvas) => void): Promise<PictureAnswer>
/** Opens the host's own setting, only from a tap; whether pictures may be saved now. */
export function openAlbumSetting(): Promise<boolean>
/** The picture of a `shown` answer, and how to keep it. */
export function ShownPicture(props: { url: string; name: string; words: { hold: string; download: string } }): ReactNode
