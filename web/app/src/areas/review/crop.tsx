import { Center, Text } from "@mantine/core";
import { IconUser } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { crop, type Sighting } from "./queries.ts";

const side = { width: 112, height: 128, flex: "none", borderRadius: 4 } as const;

/** The face, where the company keeps a picture until somebody decides; nothing jumps when it comes. */
export function Crop({ sighting }: { sighting: Sighting }) {
  const { t } = useTranslation("review");
  const { data: picture, isError } = useQuery({ ...crop(sighting.id), enabled: sighting.crop });
  const [source, setSource] = useState("");
  useEffect(() => {
    if (!picture) return;
    const url = URL.createObjectURL(picture);
    setSource(url);
    return () => URL.revokeObjectURL(url);
  }, [picture]);
  if (sighting.crop && source) return <img src={source} alt={t("picture")} style={{ ...side, objectFit: "cover" }} />;
  return (
    <Center style={side} bg="var(--mantine-color-default-hover)" ta="center" p={4}>
      <div>
        <IconUser size={40} aria-hidden />
        {(!sighting.crop || isError) && <Text size="xs">{t(isError ? "picture.failed" : "picture.none")}</Text>}
      </div>
    </Center>
  );
}
