<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>CameraCard</name>
    <message>
        <source>Stop</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Start</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Stop camera %1</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Kamera %1 anhalten</translation>
    </message>
    <message>
        <source>Start camera %1</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Kamera %1 starten</translation>
    </message>
    <message>
        <source>Show</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Show camera %1</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Kamera %1 zeigen</translation>
    </message>
</context>
<context>
    <name>PinPad</name>
    <message>
        <source>PIN to leave the full screen</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>PIN, um den Vollbildmodus zu verlassen</translation>
    </message>
    <message>
        <source>PIN</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Delete the last digit</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Letzte Ziffer löschen</translation>
    </message>
    <message>
        <source>Leave</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Verlassen</translation>
    </message>
    <message>
        <source>Back</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>That is not the PIN</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Das ist nicht die PIN</translation>
    </message>
    <message>
        <source>Too many wrong ones. Wait half a minute</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Zu viele falsche. Bitte eine halbe Minute warten</translation>
    </message>
</context>
<context>
    <name>RunPage</name>
    <message>
        <source>The station is starting</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Die Station startet</translation>
    </message>
    <message>
        <source>The station cannot start</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Die Station kann nicht starten</translation>
    </message>
    <message>
        <source>No camera</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Keine Kamera</translation>
    </message>
    <message>
        <source>Check that the camera is plugged in and that no other program uses it</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Prüfen Sie, ob die Kamera angeschlossen ist und kein anderes Programm sie benutzt</translation>
    </message>
    <message>
        <source>Please look at the camera</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Bitte in die Kamera schauen</translation>
    </message>
    <message>
        <source>No camera is running</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Keine Kamera läuft</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>Switch speech on</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Sprache einschalten</translation>
    </message>
    <message>
        <source>Switch speech off</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Sprache ausschalten</translation>
    </message>
    <message>
        <source>The server does not accept this station any more</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Der Server nimmt diese Station nicht mehr an</translation>
    </message>
    <message>
        <source>An administrator must make new credentials for it; captures wait on this disk</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Ein Administrator muss neue Zugangsdaten anlegen; die Aufnahmen warten auf dieser Festplatte</translation>
    </message>
    <message>
        <source>The server&apos;s certificate has changed, or another computer answers in its place</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Das Zertifikat des Servers hat sich geändert, oder ein anderer Rechner antwortet an seiner Stelle</translation>
    </message>
    <message>
        <source>An administrator must look at the certificate; captures wait on this disk</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Ein Administrator muss das Zertifikat prüfen; die Aufnahmen warten auf dieser Festplatte</translation>
    </message>
    <message>
        <source>Try again</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Noch einmal</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Standard</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Standard</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Large text</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Große Schrift</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Language</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>AttendSense station</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>AttendSense-Station</translation>
    </message>
    <message>
        <source>Exit</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Time</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Uhrzeit</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Opening</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Wird geöffnet</translation>
    </message>
    <message>
        <source>Running</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>No picture. Trying again</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Kein Bild. Neuer Versuch</translation>
    </message>
    <message>
        <source>At its end</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Zu Ende</translation>
    </message>
    <message>
        <source>Cannot be opened</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Verbindung wird aufgebaut</translation>
    </message>
    <message>
        <source>Connected</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Server away</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Server nicht erreichbar</translation>
    </message>
    <message>
        <source>Server not trusted</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Dem Server wird nicht vertraut</translation>
    </message>
    <message>
        <source>Not accepted by the server</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Vom Server abgelehnt</translation>
    </message>
    <message>
        <source>Nothing waits</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Nichts wartet</translation>
    </message>
    <message>
        <source>%1 waiting to be sent</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>%1 warten auf den Versand</translation>
    </message>
    <message>
        <source>Clock not compared yet</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Uhr noch nicht verglichen</translation>
    </message>
    <message>
        <source>Clock right, %1 s off</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Uhr stimmt auf %1 s</translation>
    </message>
    <message>
        <source>Clock %1 s fast</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Uhr geht %1 s vor</translation>
    </message>
    <message>
        <source>Clock %1 s slow</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Uhr geht %1 s nach</translation>
    </message>
    <message>
        <source>Speech is off</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Sprache ist aus</translation>
    </message>
    <message>
        <source>Speech is on</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Sprache ist an</translation>
    </message>
    <message>
        <source>Looking</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Wird angesehen</translation>
    </message>
    <message>
        <source>Who is it?</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Wer ist es?</translation>
    </message>
    <message>
        <source>Booked already</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Schon gebucht</translation>
    </message>
    <message>
        <source>Not known</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <source>Not a live person</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Kein lebender Mensch</translation>
    </message>
    <message>
        <source>Not clear enough</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Nicht deutlich genug</translation>
    </message>
    <message>
        <source>Taken too long ago</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Zu lange her</translation>
    </message>
    <message>
        <source>You are booked already</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Sie sind schon gebucht</translation>
    </message>
    <message>
        <source>I do not know you. Please ask the office</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Ich kenne Sie nicht. Bitte fragen Sie im Büro</translation>
    </message>
    <message>
        <source>Please come yourself, without a picture</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Bitte kommen Sie selbst, ohne Bild</translation>
    </message>
    <message>
        <source>Please look at the camera once more</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Bitte noch einmal in die Kamera schauen</translation>
    </message>
    <message>
        <source>There is no loudspeaker</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Es gibt keinen Lautsprecher</translation>
    </message>
    <message>
        <source>Connect one and start the station again, or switch speech off</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Schließen Sie einen an und starten Sie die Station neu, oder schalten Sie die Sprache aus</translation>
    </message>
    <message>
        <source>The clock of this computer is wrong</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Die Uhr dieses Rechners geht falsch</translation>
    </message>
    <message>
        <source>Switch on time synchronisation; punches are corrected meanwhile</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Schalten Sie die Zeitsynchronisation ein; Buchungen werden solange berichtigt</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Die Festplatte ist voll</translation>
    </message>
    <message>
        <source>Make room: until then nobody can be booked</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Schaffen Sie Platz: bis dahin kann niemand gebucht werden</translation>
    </message>
    <message>
        <source>The disk cannot be written</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Die Festplatte lässt sich nicht beschreiben</translation>
    </message>
    <message>
        <source>Look at the disk: until then nobody can be booked</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Prüfen Sie die Festplatte: bis dahin kann niemand gebucht werden</translation>
    </message>
    <message>
        <source>Captures were dropped: too many or too old</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Aufnahmen wurden verworfen: zu viele oder zu alt</translation>
    </message>
    <message>
        <source>Mend the connection to the server</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Stellen Sie die Verbindung zum Server wieder her</translation>
    </message>
    <message>
        <source>The station runs already on this computer</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Die Station läuft schon auf diesem Rechner</translation>
    </message>
    <message>
        <source>Close the other one first</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Schließen Sie zuerst die andere</translation>
    </message>
    <message>
        <source>This computer is not a station yet</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Dieser Rechner ist noch keine Station</translation>
    </message>
    <message>
        <source>Save the credentials that the server made: %1</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Speichern Sie die Zugangsdaten, die der Server erstellt hat: %1</translation>
    </message>
    <message>
        <source>Others may read the station&apos;s credentials</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Andere dürfen die Zugangsdaten der Station lesen</translation>
    </message>
    <message>
        <source>Change the file&apos;s mode to 600</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Setzen Sie den Dateimodus auf 600</translation>
    </message>
    <message>
        <source>The settings are broken</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Die Einstellungen sind fehlerhaft</translation>
    </message>
    <message>
        <source>No camera is chosen</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Es ist keine Kamera gewählt</translation>
    </message>
    <message>
        <source>Name one in the settings: station.cameras</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Tragen Sie eine in die Einstellungen ein: station.cameras</translation>
    </message>
</context>
</TS>
