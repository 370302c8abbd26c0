// `claimwire clean`: stage clean over JSON lines.
export async function run(_args: string[]): Promise<number> {
  throw new Error('under construction');
}
