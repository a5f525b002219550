/**
 * A file that goes from the server to the disk, whatever its size: the browser sends the cookies with the link. `before` asks the
 * interface for something small of the same kind, which renews the session where that is due and tells what is wrong in words
 * instead of in a file.
 */
export async function followLink(address: string, before: () => Promise<unknown>): Promise<void> {
  await before();
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  link.click();
}
