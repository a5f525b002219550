<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>CameraCard</name>
    <message>
        <source>Stop</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Parar</translation>
    </message>
    <message>
        <source>Start</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Iniciar</translation>
    </message>
    <message>
        <source>Stop camera %1</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Parar la cámara %1</translation>
    </message>
    <message>
        <source>Start camera %1</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Iniciar la cámara %1</translation>
    </message>
    <message>
        <source>Show</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Mostrar</translation>
    </message>
    <message>
        <source>Show camera %1</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Mostrar la cámara %1</translation>
    </message>
</context>
<context>
    <name>PinPad</name>
    <message>
        <source>PIN to leave the full screen</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>PIN para salir de la pantalla completa</translation>
    </message>
    <message>
        <source>PIN</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Delete the last digit</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Borrar la última cifra</translation>
    </message>
    <message>
        <source>Leave</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Salir</translation>
    </message>
    <message>
        <source>Back</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>That is not the PIN</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Ese no es el PIN</translation>
    </message>
    <message>
        <source>Too many wrong ones. Wait half a minute</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Demasiados intentos. Espere medio minuto</translation>
    </message>
</context>
<context>
    <name>RunPage</name>
    <message>
        <source>The station is starting</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>La estación se está iniciando</translation>
    </message>
    <message>
        <source>The station cannot start</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>La estación no puede iniciarse</translation>
    </message>
    <message>
        <source>No camera</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Sin cámara</translation>
    </message>
    <message>
        <source>Check that the camera is plugged in and that no other program uses it</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Compruebe que la cámara está conectada y que ningún otro programa la usa</translation>
    </message>
    <message>
        <source>Please look at the camera</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Mire a la cámara, por favor</translation>
    </message>
    <message>
        <source>No camera is running</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Ninguna cámara está en marcha</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Vistos por última vez</translation>
    </message>
    <message>
        <source>Switch speech on</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Activar la voz</translation>
    </message>
    <message>
        <source>Switch speech off</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Desactivar la voz</translation>
    </message>
    <message>
        <source>The server does not accept this station any more</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>El servidor ya no acepta esta estación</translation>
    </message>
    <message>
        <source>An administrator must make new credentials for it; captures wait on this disk</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Un administrador debe crear nuevas credenciales; las capturas esperan en este disco</translation>
    </message>
    <message>
        <source>The server&apos;s certificate has changed, or another computer answers in its place</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>El certificado del servidor ha cambiado, u otro equipo responde en su lugar</translation>
    </message>
    <message>
        <source>An administrator must look at the certificate; captures wait on this disk</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Un administrador debe revisar el certificado; las capturas esperan en este disco</translation>
    </message>
    <message>
        <source>Try again</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Reintentar</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Standard</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Estándar</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Alto contraste</translation>
    </message>
    <message>
        <source>Large text</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Texto grande</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Apariencia</translation>
    </message>
    <message>
        <source>Language</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>AttendSense station</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Estación AttendSense</translation>
    </message>
    <message>
        <source>Exit</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Salir</translation>
    </message>
    <message>
        <source>Time</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Hora</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Opening</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Abriendo</translation>
    </message>
    <message>
        <source>Running</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>En marcha</translation>
    </message>
    <message>
        <source>No picture. Trying again</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Sin imagen. Reintentando</translation>
    </message>
    <message>
        <source>At its end</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Terminado</translation>
    </message>
    <message>
        <source>Cannot be opened</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>No se puede abrir</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Parada</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Conectando</translation>
    </message>
    <message>
        <source>Connected</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Conectado</translation>
    </message>
    <message>
        <source>Server away</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Servidor no disponible</translation>
    </message>
    <message>
        <source>Server not trusted</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Servidor no fiable</translation>
    </message>
    <message>
        <source>Not accepted by the server</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>No aceptada por el servidor</translation>
    </message>
    <message>
        <source>Nothing waits</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Nada en espera</translation>
    </message>
    <message>
        <source>%1 waiting to be sent</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>%1 pendientes de envío</translation>
    </message>
    <message>
        <source>Clock not compared yet</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Reloj aún sin comparar</translation>
    </message>
    <message>
        <source>Clock right, %1 s off</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Reloj correcto, %1 s de diferencia</translation>
    </message>
    <message>
        <source>Clock %1 s fast</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Reloj adelantado %1 s</translation>
    </message>
    <message>
        <source>Clock %1 s slow</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Reloj atrasado %1 s</translation>
    </message>
    <message>
        <source>Speech is off</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>La voz está desactivada</translation>
    </message>
    <message>
        <source>Speech is on</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>La voz está activada</translation>
    </message>
    <message>
        <source>Looking</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Observando</translation>
    </message>
    <message>
        <source>Who is it?</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>¿Quién es?</translation>
    </message>
    <message>
        <source>Booked already</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Ya registrado</translation>
    </message>
    <message>
        <source>Not known</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Desconocido</translation>
    </message>
    <message>
        <source>Not a live person</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>No es una persona viva</translation>
    </message>
    <message>
        <source>Not clear enough</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>No es lo bastante claro</translation>
    </message>
    <message>
        <source>Taken too long ago</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Tomado hace demasiado</translation>
    </message>
    <message>
        <source>You are booked already</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Ya está registrado</translation>
    </message>
    <message>
        <source>I do not know you. Please ask the office</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>No le conozco. Pregunte en la oficina</translation>
    </message>
    <message>
        <source>Please come yourself, without a picture</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Venga usted mismo, sin una imagen</translation>
    </message>
    <message>
        <source>Please look at the camera once more</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Mire otra vez a la cámara, por favor</translation>
    </message>
    <message>
        <source>There is no loudspeaker</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>No hay altavoz</translation>
    </message>
    <message>
        <source>Connect one and start the station again, or switch speech off</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Conecte uno y reinicie la estación, o desactive la voz</translation>
    </message>
    <message>
        <source>The clock of this computer is wrong</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>El reloj de este equipo no es correcto</translation>
    </message>
    <message>
        <source>Switch on time synchronisation; punches are corrected meanwhile</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Active la sincronización horaria; mientras tanto se corrigen los registros</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>El disco está lleno</translation>
    </message>
    <message>
        <source>Make room: until then nobody can be booked</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Libere espacio: hasta entonces no se puede registrar a nadie</translation>
    </message>
    <message>
        <source>The disk cannot be written</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>No se puede escribir en el disco</translation>
    </message>
    <message>
        <source>Look at the disk: until then nobody can be booked</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Revise el disco: hasta entonces no se puede registrar a nadie</translation>
    </message>
    <message>
        <source>Captures were dropped: too many or too old</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Se descartaron capturas: demasiadas o demasiado antiguas</translation>
    </message>
    <message>
        <source>Mend the connection to the server</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Restablezca la conexión con el servidor</translation>
    </message>
    <message>
        <source>The station runs already on this computer</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>La estación ya se ejecuta en este equipo</translation>
    </message>
    <message>
        <source>Close the other one first</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Cierre primero la otra</translation>
    </message>
    <message>
        <source>This computer is not a station yet</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Este equipo aún no es una estación</translation>
    </message>
    <message>
        <source>Save the credentials that the server made: %1</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Guarde las credenciales que creó el servidor: %1</translation>
    </message>
    <message>
        <source>Others may read the station&apos;s credentials</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Otros pueden leer las credenciales de la estación</translation>
    </message>
    <message>
        <source>Change the file&apos;s mode to 600</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Cambie el modo del archivo a 600</translation>
    </message>
    <message>
        <source>The settings are broken</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>La configuración es errónea</translation>
    </message>
    <message>
        <source>No camera is chosen</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>No se ha elegido ninguna cámara</translation>
    </message>
    <message>
        <source>Name one in the settings: station.cameras</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Indique una en los ajustes: station.cameras</translation>
    </message>
</context>
</TS>
