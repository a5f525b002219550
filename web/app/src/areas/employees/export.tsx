import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { everyItem, take, type Schemas } from "@attendsense/client";
import { ProblemNotice } from "../../shared/problem.tsx";
import { saveFile } from "../../shared/save_file.ts";
import { api } from "../../shared/session.ts";
import { linesOf } from "./columns.ts";

/** Everybody as a file that can be imported again. */
export function Export() {
  const { t } = useTranslation("employees");
  const file = useMutation({
    mutationFn: async () => {
      const { sites } = await take(api.GET("/api/v1/company"));
      const people: Schemas["Employee"][] = [];
      const page = (after: string | undefined) => take(api.GET("/api/v1/employees", { params: { query: { after, limit: 500 } } }));
      for await (const person of everyItem(page)) people.push(person);
      // With a byte order mark spreadsheets know that it is UTF-8.
      return new Blob(["\uFEFF", linesOf(people, sites)], { type: "text/csv" });
    },
    onSuccess: (blob) => saveFile(blob, "employees.csv"),
  });
  return (
    <>
      <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} loading={file.isPending} onClick={() => file.mutate()}>
        {t("export")}
      </Button>
      {file.isError && <ProblemNotice error={file.error} />}
    </>
  );
}
