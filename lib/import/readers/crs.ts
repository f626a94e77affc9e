/**
 * The EPSG code that a name of a coordinate system stands for; 4326 also stands for CRS84 (longitude first).
 *
 * Knows `EPSG:28992`, `urn:ogc:def:crs:EPSG::28992`, `http://www.opengis.net/def/crs/EPSG/0/28992` and the CRS84 forms. Null when
 * the name says nothing known.
 */
export function sridOfName(name: string): number | null {
  if (/CRS:?84h?\b/i.test(name)) return 4326
  const code = /EPSG[:/](?:[\d.]*[:/])?(\d{4,6})\b/i.exec(name)?.[1]
  return code ? Number(code) : null
}

/**
 * The EPSG code of a .prj text (WKT 1): RD New -> 28992, WGS 84 and ETRS89 in degrees -> 4326 (they differ less than a metre here),
 * any other -> null unless the outer AUTHORITY names one.
 */
export function sridOfWkt(wkt: string): number | null {
  const text = wkt.trim()
  if (/RD[_ ]New|Rijksdriehoek|Amersfoort[_ ]*\/[_ ]*RD/i.test(text) && !/RD[_ ]Old/i.test(text)) return 28992
  const authority = /AUTHORITY\s*\[\s*"EPSG"\s*,\s*"?(\d+)"?\s*\]\s*\]\s*$/i.exec(text)?.[1]
  if (authority) return Number(authority)
  if (/^GEOGCS\s*\[\s*"[^"]*(WGS[_ ]*(19)?84|ETRS)/i.test(text)) return 4326
  return null
}
