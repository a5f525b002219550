<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>CameraCard</name>
    <message>
        <source>Stop</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Start</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Démarrer</translation>
    </message>
    <message>
        <source>Stop camera %1</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Arrêter la caméra %1</translation>
    </message>
    <message>
        <source>Start camera %1</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Démarrer la caméra %1</translation>
    </message>
    <message>
        <source>Show</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Afficher</translation>
    </message>
    <message>
        <source>Show camera %1</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Afficher la caméra %1</translation>
    </message>
</context>
<context>
    <name>PinPad</name>
    <message>
        <source>PIN to leave the full screen</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>PIN pour quitter le plein écran</translation>
    </message>
    <message>
        <source>PIN</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Delete the last digit</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Effacer le dernier chiffre</translation>
    </message>
    <message>
        <source>Leave</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Quitter</translation>
    </message>
    <message>
        <source>Back</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Retour</translation>
    </message>
    <message>
        <source>That is not the PIN</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Ce n’est pas le bon PIN</translation>
    </message>
    <message>
        <source>Too many wrong ones. Wait half a minute</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Trop d’erreurs. Attendez une demi-minute</translation>
    </message>
</context>
<context>
    <name>RunPage</name>
    <message>
        <source>The station is starting</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>La station démarre</translation>
    </message>
    <message>
        <source>The station cannot start</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>La station ne peut pas démarrer</translation>
    </message>
    <message>
        <source>No camera</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Aucune caméra</translation>
    </message>
    <message>
        <source>Check that the camera is plugged in and that no other program uses it</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Vérifiez que la caméra est branchée et qu’aucun autre programme ne l’utilise</translation>
    </message>
    <message>
        <source>Please look at the camera</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Regardez la caméra, s’il vous plaît</translation>
    </message>
    <message>
        <source>No camera is running</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Aucune caméra n’est en marche</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Derniers passages</translation>
    </message>
    <message>
        <source>Switch speech on</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Activer la voix</translation>
    </message>
    <message>
        <source>Switch speech off</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Couper la voix</translation>
    </message>
    <message>
        <source>The server does not accept this station any more</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Le serveur n’accepte plus cette station</translation>
    </message>
    <message>
        <source>An administrator must make new credentials for it; captures wait on this disk</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Un administrateur doit créer de nouveaux identifiants ; les captures attendent sur ce disque</translation>
    </message>
    <message>
        <source>The server&apos;s certificate has changed, or another computer answers in its place</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Le certificat du serveur a changé, ou un autre ordinateur répond à sa place</translation>
    </message>
    <message>
        <source>An administrator must look at the certificate; captures wait on this disk</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Un administrateur doit vérifier le certificat ; les captures attendent sur ce disque</translation>
    </message>
    <message>
        <source>Try again</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Réessayer</translation>
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
        <translation>Contraste élevé</translation>
    </message>
    <message>
        <source>Large text</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Grand texte</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Apparence</translation>
    </message>
    <message>
        <source>Language</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Langue</translation>
    </message>
    <message>
        <source>AttendSense station</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Station AttendSense</translation>
    </message>
    <message>
        <source>Exit</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Quitter</translation>
    </message>
    <message>
        <source>Time</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Heure</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Opening</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Ouverture</translation>
    </message>
    <message>
        <source>Running</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>En marche</translation>
    </message>
    <message>
        <source>No picture. Trying again</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Pas d’image. Nouvel essai</translation>
    </message>
    <message>
        <source>At its end</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>Cannot be opened</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Ouverture impossible</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Arrêtée</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Connexion en cours</translation>
    </message>
    <message>
        <source>Connected</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Connecté</translation>
    </message>
    <message>
        <source>Server away</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Serveur injoignable</translation>
    </message>
    <message>
        <source>Server not trusted</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Serveur non fiable</translation>
    </message>
    <message>
        <source>Not accepted by the server</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Refusée par le serveur</translation>
    </message>
    <message>
        <source>Nothing waits</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Rien en attente</translation>
    </message>
    <message>
        <source>%1 waiting to be sent</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>%1 en attente d’envoi</translation>
    </message>
    <message>
        <source>Clock not compared yet</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Horloge pas encore comparée</translation>
    </message>
    <message>
        <source>Clock right, %1 s off</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Horloge juste, à %1 s près</translation>
    </message>
    <message>
        <source>Clock %1 s fast</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Horloge en avance de %1 s</translation>
    </message>
    <message>
        <source>Clock %1 s slow</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Horloge en retard de %1 s</translation>
    </message>
    <message>
        <source>Speech is off</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>La voix est coupée</translation>
    </message>
    <message>
        <source>Speech is on</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>La voix est activée</translation>
    </message>
    <message>
        <source>Looking</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Observation</translation>
    </message>
    <message>
        <source>Who is it?</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Qui est-ce ?</translation>
    </message>
    <message>
        <source>Booked already</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Déjà enregistré</translation>
    </message>
    <message>
        <source>Not known</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Inconnu</translation>
    </message>
    <message>
        <source>Not a live person</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Pas une personne vivante</translation>
    </message>
    <message>
        <source>Not clear enough</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Pas assez net</translation>
    </message>
    <message>
        <source>Taken too long ago</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Pris il y a trop longtemps</translation>
    </message>
    <message>
        <source>You are booked already</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Vous êtes déjà enregistré</translation>
    </message>
    <message>
        <source>I do not know you. Please ask the office</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Je ne vous connais pas. Adressez-vous au bureau</translation>
    </message>
    <message>
        <source>Please come yourself, without a picture</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Venez vous-même, sans image</translation>
    </message>
    <message>
        <source>Please look at the camera once more</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Regardez la caméra encore une fois, s’il vous plaît</translation>
    </message>
    <message>
        <source>There is no loudspeaker</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Il n’y a pas de haut-parleur</translation>
    </message>
    <message>
        <source>Connect one and start the station again, or switch speech off</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Branchez-en un et redémarrez la station, ou coupez la voix</translation>
    </message>
    <message>
        <source>The clock of this computer is wrong</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>L’horloge de cet ordinateur est fausse</translation>
    </message>
    <message>
        <source>Switch on time synchronisation; punches are corrected meanwhile</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Activez la synchronisation de l’heure ; les pointages sont corrigés entre-temps</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Le disque est plein</translation>
    </message>
    <message>
        <source>Make room: until then nobody can be booked</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Libérez de la place : d’ici là, personne ne peut être enregistré</translation>
    </message>
    <message>
        <source>The disk cannot be written</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Impossible d’écrire sur le disque</translation>
    </message>
    <message>
        <source>Look at the disk: until then nobody can be booked</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Vérifiez le disque : d’ici là, personne ne peut être enregistré</translation>
    </message>
    <message>
        <source>Captures were dropped: too many or too old</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Des captures ont été abandonnées : trop nombreuses ou trop anciennes</translation>
    </message>
    <message>
        <source>Mend the connection to the server</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Rétablissez la connexion au serveur</translation>
    </message>
    <message>
        <source>The station runs already on this computer</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>La station tourne déjà sur cet ordinateur</translation>
    </message>
    <message>
        <source>Close the other one first</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Fermez d’abord l’autre</translation>
    </message>
    <message>
        <source>This computer is not a station yet</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Cet ordinateur n’est pas encore une station</translation>
    </message>
    <message>
        <source>Save the credentials that the server made: %1</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Enregistrez les identifiants créés par le serveur : %1</translation>
    </message>
    <message>
        <source>Others may read the station&apos;s credentials</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>D’autres peuvent lire les identifiants de la station</translation>
    </message>
    <message>
        <source>Change the file&apos;s mode to 600</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Passez le mode du fichier à 600</translation>
    </message>
    <message>
        <source>The settings are broken</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Les réglages sont erronés</translation>
    </message>
    <message>
        <source>No camera is chosen</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Aucune caméra n’est choisie</translation>
    </message>
    <message>
        <source>Name one in the settings: station.cameras</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>Indiquez-en une dans les réglages : station.cameras</translation>
    </message>
</context>
</TS>
