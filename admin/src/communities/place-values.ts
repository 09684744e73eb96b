import { Position, positionOf } from '@linli/shared/position'

/** 「31.230416, 121.473701」 as a point; undefined for anything else. */
export function positionIn(text: string): Position | undefined {
  const [latitude = Number.NaN, longitude = Number.NaN, ...more] = text
    .trim()
    .split(/[,，\s]+/)
    .map(Number)
  return more.length > 0 ? undefined : Position.safeParse(positionOf({ latitude, longitude })).data
}

export const positionText = (position: Position | undefined): string =>
  position ? `${(position.latE6 / 1e6).toFixed(6)}, ${(position.lngE6 / 1e6).toFixed(6)}` : ''
