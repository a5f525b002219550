import { Alert, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { IconCamera } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./camera_dialog.module.css";

interface Props {
  opened: boolean;
  sending: boolean;
  onClose: () => void;
  onPhoto: (photo: File) => void;
}

/** This device's camera, seen as in a mirror; what is sent is not mirrored. */
export default function CameraDialog({ opened, onClose, ...rest }: Props) {
  const { t } = useTranslation(["employees", "shared"]);
  return (
    <Modal opened={opened} onClose={onClose} title={t("photo.camera")} closeButtonProps={{ "aria-label": t("close", { ns: "shared" }) }}>
      <Camera {...rest} />
    </Modal>
  );
}

function Camera({ sending, onPhoto }: Pick<Props, "sending" | "onPhoto">) {
  const { t } = useTranslation("employees");
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<"asking" | "open" | "refused">("asking");
  useEffect(() => {
    let stream: MediaStream | undefined;
    let closed = false;
    const begin = async () => {
      // Without a secure connection there are no media devices at all.
      const devices = navigator.mediaDevices as MediaDevices | undefined;
      if (!devices) throw new Error("no media devices");
      const opened = await devices.getUserMedia({ video: { facingMode: "user", width: { ideal: 1280 }, height: { ideal: 720 } } });
      stream = opened;
      if (closed || !video.current) return opened.getTracks().forEach((track) => track.stop());
      video.current.srcObject = opened;
      await video.current.play();
      setState("open");
    };
    begin().catch(() => setState("refused"));
    return () => {
      closed = true;
      stream?.getTracks().forEach((track) => track.stop());
    };
  }, []);
  const take = () => {
    const seen = video.current;
    if (!seen) return;
    const canvas = document.createElement("canvas");
    canvas.width = seen.videoWidth;
    canvas.height = seen.videoHeight;
    canvas.getContext("2d")?.drawImage(seen, 0, 0);
    canvas.toBlob((blob) => blob && onPhoto(new File([blob], "camera.jpg", { type: "image/jpeg" })), "image/jpeg", 0.92);
  };
  return (
    <Stack>
      {state === "refused" && (
        <Alert color="red" role="alert">
          {t("camera.refused")}
        </Alert>
      )}
      <div className={classes["frame"]} hidden={state === "refused"}>
        <video ref={video} muted playsInline className={classes["video"]} aria-label={t("camera.picture")} />
        <div className={classes["oval"]} aria-hidden />
      </div>
      <Text size="sm">{t("camera.hint")}</Text>
      <Group justify="end">
        <Button leftSection={<IconCamera size={16} aria-hidden />} disabled={state !== "open"} loading={sending} onClick={take}>
          {t("camera.take")}
        </Button>
      </Group>
    </Stack>
  );
}
