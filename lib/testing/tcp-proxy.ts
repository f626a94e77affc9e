import { connect, createServer, type Server, type Socket } from 'node:net'

/** A wire between a client and a server that a test can cut, or hold so that nothing comes through while connections stay open. */
export class TcpProxy {
  private mode: 'open' | 'cut' | 'held' = 'open'
  private readonly sockets = new Set<Socket>()
  private constructor(
    private readonly server: Server,
    private readonly port: number,
    /** The same database, along this wire. */
    readonly url: string,
  ) {}

  /** A wire to the server of this database. */
  static async to(databaseUrl: string): Promise<TcpProxy> {
    const target = new URL(databaseUrl)
    let proxy: TcpProxy | null = null
    const server = createServer((client) => proxy!.accept(client, Number(target.port || 5432), target.hostname))
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const { port } = server.address() as { port: number }
    proxy = new TcpProxy(server, port, Object.assign(new URL(databaseUrl), { hostname: '127.0.0.1', port }).href)
    return proxy
  }

  private accept(client: Socket, targetPort: number, targetHost: string): void {
    if (this.mode === 'cut') return void client.destroy()
    const upstream = connect(targetPort, targetHost)
    for (const [from, to] of [[client, upstream], [upstream, client]] as const) {
      this.sockets.add(from)
      from.on('data', (data) => this.mode === 'open' && to.write(data))
      from.on('close', () => {
        this.sockets.delete(from)
        to.destroy()
      })
      from.on('error', () => {})
    }
  }

  /** The server is down: open connections break, new ones are refused at once. */
  cut(): void {
    this.mode = 'cut'
    for (const socket of this.sockets) socket.destroy()
  }

  /** The server hangs: connections stay, nothing is answered. */
  hold(): void {
    this.mode = 'held'
  }

  /** Back as before; what was said while it was held is lost, as with a server that was stopped. */
  open(): void {
    if (this.mode === 'held') for (const socket of this.sockets) socket.destroy()
    this.mode = 'open'
  }

  /** Nothing listens any more: connections are refused. */
  async down(): Promise<void> {
    this.cut()
    await new Promise((done) => this.server.close(done))
  }

  /** Listens again, on the same port. */
  async up(): Promise<void> {
    await new Promise<void>((done) => this.server.listen(this.port, '127.0.0.1', done))
    this.open()
  }

  close(): Promise<void> {
    return this.down()
  }
}
