interface Page<Item> {
  items: Item[];
  next: string | null;
}

/** Every item of a list, a page at a time: `for await (const punch of everyItem((after) => take(…)))`. */
export async function* everyItem<Item>(
  readPage: (after: string | undefined) => Promise<Page<Item>>,
): AsyncGenerator<Item, void, undefined> {
  let after: string | undefined;
  do {
    const page = await readPage(after);
    yield* page.items;
    after = page.next ?? undefined;
  } while (after !== undefined);
}

/** The same as an array. */
export async function allItems<Item>(readPage: (after: string | undefined) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of everyItem(readPage)) items.push(item);
  return items;
}
