import { connect, createServer, type Server, type Socket } from 'node:net'

/** A wire between a client and a server that a test can cut, or hold so that nothing comes through while connections stay open. */
export class TcpProxy {
  private mode: 'open' | 'cut' | 'held' = 'open'
  private readonly sockets = new Set<Socket>()
  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async to(targetPort: number): Promise<TcpProxy> {
    let proxy: TcpProxy | null = null
    const server = createServer((client) => proxy!.accept(client, targetPort))
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    proxy = new TcpProxy(server, (server.address() as { port: number }).port)
    return proxy
  }

  private accept(client: Socket, targetPort: number): void {
    if (this.mode === 'cut') return void client.destroy()
    const upstream = connect(targetPort, '127.0.0.1')
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
