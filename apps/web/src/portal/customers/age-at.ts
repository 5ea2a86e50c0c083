/** Full years of life of somebody born on `YYYY-MM-DD`, at a moment, by the calendar of UTC. */
export function ageAt(birthDate: string, at: string): number {
  const years = Number(at.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return at.slice(5, 10) < birthDate.slice(5) ? years - 1 : years
}
