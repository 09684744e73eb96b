type Home = { communityId: string; roomId: string }

/** The address of a page that is about one home: `repairs/repair`, and what else it is to know. */
export const homePage = (page: string, { communityId, roomId }: Home, more: Record<string, string> = {}): string => {
  const query = Object.entries({ communityId, roomId, ...more }).map(([name, value]) => `${name}=${value}`)
  return `/${page}/index?${query.join('&')}`
}
