import { useQuery } from "@tanstack/react-query";
import { company } from "./company.ts";
import { useMe } from "./session.ts";

interface Deciding {
  /** On this request. */
  decides: boolean;
  /** It concerns oneself, and the company has others decide on that. */
  forOthers: boolean;
  own: boolean;
}

/** Who decides on what was asked for this person: whoever may, but not on what concerns themselves, unless the company allows it. */
export function useDeciding(employee: string): Deciding {
  const me = useMe();
  const allowed = useQuery(company).data?.policy.self_approval ?? false;
  const may = me.role.permissions.includes("approve_requests");
  const own = employee === me.id;
  return { decides: may && (!own || allowed), forOthers: may && own && !allowed, own };
}
