/** @type {import('next').NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  // The database driver and the loggers stay plain Node modules; bundling them buys nothing.
  serverExternalPackages: ['postgres', 'pino', 'yauzl', 'node-sqlite3-wasm', 'shapefile'],
  devIndicators: false,
  // `npm run check` and `npm test` run the compiler over everything; the build need not do it again.
  typescript: { ignoreBuildErrors: true },
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
}
