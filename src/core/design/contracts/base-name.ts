/** The last part of a path or an address: by it the contracts of a design name each other. */
export function baseName(place: string): string {
  return place.slice(place.lastIndexOf('/') + 1);
}
