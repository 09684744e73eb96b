import * as z from 'zod'

/** A point as WeChat's maps know it (GCJ-02), in millionths of a degree: one is some 11 cm. */
export const Position = z.object({
  latE6: z.number().int().min(-90_000_000, '纬度不对').max(90_000_000, '纬度不对'),
  lngE6: z.number().int().min(-180_000_000, '经度不对').max(180_000_000, '经度不对'),
})
export type Position = z.infer<typeof Position>

/** The point of a phone's degrees. */
export const positionOf = ({ latitude, longitude }: { latitude: number; longitude: number }): Position => ({
  latE6: Math.round(latitude * 1_000_000),
  lngE6: Math.round(longitude * 1_000_000),
})

const earthM = 6_371_000
const radians = (millionths: number): number => (millionths / 1_000_000) * (Math.PI / 180)

/** Metres as the crow flies: within a city the earth is flat. */
export function metresBetween(a: Position, b: Position): number {
  const x = radians(b.lngE6 - a.lngE6) * Math.cos(radians((a.latE6 + b.latE6) / 2))
  return Math.round(Math.hypot(x, radians(b.latE6 - a.latE6)) * earthM)
}

/** 「约 120 米」, 「约 1.4 公里」 */
export function distanceText(metres: number): string {
  if (metres < 1_000) return `约 ${Math.max(10, Math.round(metres / 10) * 10)} 米`
  return `约 ${(Math.round(metres / 100) / 10).toFixed(1)} 公里`
}

/** 「北纬 31.23970° 东经 121.49980°」 */
export const positionText = ({ latE6, lngE6 }: Position): string =>
  `${latE6 < 0 ? '南' : '北'}纬 ${degrees(latE6)}° ${lngE6 < 0 ? '西' : '东'}经 ${degrees(lngE6)}°`
const degrees = (millionths: number) => (Math.abs(millionths) / 1_000_000).toFixed(5)
