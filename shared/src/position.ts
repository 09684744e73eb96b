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
