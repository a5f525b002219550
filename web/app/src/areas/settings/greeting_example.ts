// The title of the example in each language that greetings are spoken in, as the server has them.
const titles: Record<string, string> = { en: "Ms.", de: "Frau", fr: "Mme", es: "Sra.", hi: "सुश्री", si: "මහත්මිය" };

/** How a text of the company's greets somebody; what it cannot name stays as it is. */
export function example(text: string, language: string): string {
  const known: Record<string, string> = { title: titles[language] ?? "Ms.", name: "Ada Lovelace", given_name: "Ada", family_name: "Lovelace" };
  return text.replace(/\{([^{}]*)\}/g, (whole, name: string) => known[name] ?? whole);
}
