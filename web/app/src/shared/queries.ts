import { QueryClient } from "@tanstack/react-query";
import { ProblemError } from "@attendsense/client";

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // A device that believes to be offline may reach the server all the same; the answer counts.
      networkMode: "always",
      staleTime: 15_000,
      gcTime: 24 * 3600_000,
      retry: (failures, error) => failures < 2 && error instanceof ProblemError && error.passing,
      retryDelay: (failures, error) =>
        error instanceof ProblemError && error.retryAfter !== null ? error.retryAfter * 1000 : 1000 * 2 ** failures,
    },
    mutations: { networkMode: "always" },
  },
});
