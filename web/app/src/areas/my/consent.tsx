import { Alert, Button, Divider, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { once, take } from "@attendsense/client";
import { dateAndClock } from "../../shared/format.ts";
import { ProblemNotice } from "../../shared/problem.tsx";
import { api, useMe } from "../../shared/session.ts";

/** Whether one agreed to being recognised by one's face, and the way back: as easy as to agree. */
export function Consent() {
  const { t } = useTranslation(["my", "shared"]);
  const { id } = useMe();
  const client = useQueryClient();
  const [asked, ask] = useDisclosure(false);
  const queryKey = ["consent", id];
  const own = useQuery({
    queryKey,
    queryFn: ({ signal }) => take(api.GET("/api/v1/employees/{employee_id}", { params: { path: { employee_id: id } }, signal })),
  });
  const withdraw = useMutation({
    mutationFn: () => take(api.POST("/api/v1/consent/withdrawal", { headers: once() })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey });
      ask.close();
    },
  });
  if (!own.data) return null;
  const { consent_at: since, photos } = own.data;
  return (
    <>
      <Divider my="md" />
      <Text size="sm" mb="sm">
        {since === null ? t("consent.none") : t("consent.since", { time: dateAndClock(since), count: photos.length })}
      </Text>
      {since !== null && (
        <Button variant="default" onClick={ask.open}>
          {t("consent.withdraw")}
        </Button>
      )}
      <Modal opened={asked} onClose={ask.close} title={t("consent.title")} closeButtonProps={{ "aria-label": t("close", { ns: "shared" }) }}>
        <Stack>
          <Alert color="orange">{t("consent.effect")}</Alert>
          {withdraw.isError && <ProblemNotice error={withdraw.error} />}
          <Group justify="end">
            <Button variant="default" onClick={ask.close}>
              {t("cancel", { ns: "shared" })}
            </Button>
            <Button color="red" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
              {t("consent.withdraw")}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
