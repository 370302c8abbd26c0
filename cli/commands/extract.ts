// `claimwire extract`: stage extract over JSON lines.
export async function run(_args: string[]): Promise<number> {
  throw new Error('under construction');
}
