import { queryOptions, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ProblemError, take } from "@attendsense/client";
import { api } from "./session.ts";

/** What an actor or a subject is called; null: there is none such any more. */
function nameOf(kind: "employee" | "station", id: string) {
  return queryOptions({
    queryKey: ["called", kind, id],
    staleTime: 600_000,
    meta: { keep: false },
    queryFn: async ({ signal }): Promise<string | null> => {
      try {
        if (kind === "station") return (await take(api.GET("/api/v1/stations/{station_id}", { params: { path: { station_id: id } }, signal }))).name;
        return (await take(api.GET("/api/v1/employees/{employee_id}", { params: { path: { employee_id: id } }, signal }))).display_name;
      } catch (error) {
        if (error instanceof ProblemError && (error.status === 404 || error.status === 403)) return null;
        throw error;
      }
    },
  });
}

/** Who acted, by name: "employee:<id>", "station:<id>", or the program itself. */
export function Called({ actor }: { actor: string }) {
  const { t } = useTranslation("shared");
  const [kind = "", id = ""] = actor.split(":");
  if (kind !== "employee" && kind !== "station") return t("called.system");
  return <ByName kind={kind} id={id} />;
}

function ByName({ kind, id }: { kind: "employee" | "station"; id: string }) {
  const { t } = useTranslation("shared");
  const { data: name } = useQuery(nameOf(kind, id));
  if (name === undefined) return "…";
  const shown = name ?? `${t("called.gone")} (${id.slice(-12)})`;
  return kind === "station" ? `${t("called.station")}: ${shown}` : shown;
}
