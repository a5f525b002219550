import { ActionIcon, Alert, Button, Code, Group, Modal, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { IconDownload, IconPlus, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { once, take, type Schemas } from "@attendsense/client";
import { company } from "../../shared/company.ts";
import { ProblemNotice } from "../../shared/problem.tsx";
import { QrCode } from "../../shared/qr_code.tsx";
import { saveFile } from "../../shared/save_file.ts";
import { api } from "../../shared/session.ts";
import { setUpCode } from "./set_up_code.ts";

type Camera = Schemas["NewStation"]["cameras"][number];

const directions = ["both", "in", "out"] as const;
const mostCameras = 16;

export function NewStation({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation(["stations", "shared"]);
  return (
    <Modal opened={opened} onClose={onClose} closeOnClickOutside={false} title={t("new")} closeButtonProps={{ "aria-label": t("close", { ns: "shared" }) }}>
      <Form />
    </Modal>
  );
}

function Form() {
  const { t } = useTranslation(["stations", "shared"]);
  const client = useQueryClient();
  const sites = useQuery(company).data?.sites ?? [];
  const [name, setName] = useState("");
  const [site, setSite] = useState("");
  const [cameras, setCameras] = useState<Camera[]>([{ name: "door", direction: "both" }]);
  const create = useMutation({
    mutationFn: () => take(api.POST("/api/v1/stations", { body: { name, cameras, ...(site && { site_id: site }) }, headers: once() })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["stations"] }),
  });
  if (create.isSuccess) return <Created created={create.data} />;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <Stack component="form" onSubmit={submit}>
      <TextInput label={t("name")} required maxLength={200} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      {sites.length > 1 && (
        <NativeSelect label={t("site")} value={site} onChange={(event) => setSite(event.currentTarget.value)} data={sites.map(({ id, name: label }) => ({ value: id, label }))} />
      )}
      <Cameras cameras={cameras} onChange={setCameras} />
      {create.isError && <ProblemNotice error={create.error} />}
      <Button type="submit" loading={create.isPending}>
        {t("save", { ns: "shared" })}
      </Button>
    </Stack>
  );
}

function Cameras({ cameras, onChange }: { cameras: Camera[]; onChange: (cameras: Camera[]) => void }) {
  const { t } = useTranslation("stations");
  const change = (index: number, part: Partial<Camera>) =>
    onChange(cameras.map((camera, at) => (at === index ? { ...camera, ...part } : camera)));
  return (
    <>
      {cameras.map((camera, index) => (
        <Group key={index} align="end" wrap="nowrap">
          <TextInput label={t("camera.name")} required maxLength={100} flex={1} value={camera.name} onChange={(event) => change(index, { name: event.currentTarget.value })} />
          <NativeSelect
            label={t("camera.direction")}
            value={camera.direction}
            onChange={(event) => change(index, { direction: event.currentTarget.value as Camera["direction"] })}
            data={directions.map((value) => ({ value, label: t(`direction.${value}`) }))}
          />
          {cameras.length > 1 && (
            <ActionIcon variant="default" size={36} aria-label={t("camera.remove")} onClick={() => onChange(cameras.filter((_, at) => at !== index))}>
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      ))}
      {cameras.length < mostCameras && (
        <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => onChange([...cameras, { name: "", direction: "both" }])}>
          {t("camera.add")}
        </Button>
      )}
    </>
  );
}

/** The credentials, this once: for the station's camera, and as the file that attendsense-station reads. */
function Created({ created }: { created: Schemas["CreatedStation"] }) {
  const { t } = useTranslation("stations");
  const code = setUpCode(created, location.origin);
  const save = () => saveFile(new Blob([code], { type: "application/json" }), "station.json");
  return (
    <Stack>
      <Alert role="status" color="green" title={t("created")}>
        {t("created.once")}
      </Alert>
      <QrCode text={code} label={t("created.code")} width={340} />
      <Text size="sm">{t("created.show")}</Text>
      <Code block>attendsense-station --set-up-from 0</Code>
      <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} onClick={save}>
        {t("created.file")}
      </Button>
    </Stack>
  );
}
