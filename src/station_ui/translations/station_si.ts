<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="si" sourcelanguage="en">
<context>
    <name>CameraCard</name>
    <message>
        <source>Stop</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>නවත්වන්න</translation>
    </message>
    <message>
        <source>Start</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>අරඹන්න</translation>
    </message>
    <message>
        <source>Stop camera %1</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>%1 කැමරාව නවත්වන්න</translation>
    </message>
    <message>
        <source>Start camera %1</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>%1 කැමරාව අරඹන්න</translation>
    </message>
    <message>
        <source>Show</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>පෙන්වන්න</translation>
    </message>
    <message>
        <source>Show camera %1</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>%1 කැමරාව පෙන්වන්න</translation>
    </message>
</context>
<context>
    <name>PinPad</name>
    <message>
        <source>PIN to leave the full screen</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>සම්පූර්ණ තිරයෙන් ඉවත් වීමට PIN අංකය</translation>
    </message>
    <message>
        <source>PIN</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>PIN අංකය</translation>
    </message>
    <message>
        <source>Delete the last digit</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>අවසන් ඉලක්කම මකන්න</translation>
    </message>
    <message>
        <source>Leave</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>ඉවත් වන්න</translation>
    </message>
    <message>
        <source>Back</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>ආපසු</translation>
    </message>
    <message>
        <source>That is not the PIN</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>එය නිවැරදි PIN අංකය නොවේ</translation>
    </message>
    <message>
        <source>Too many wrong ones. Wait half a minute</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>වැරදි වාර වැඩියි. විනාඩි භාගයක් රැඳී සිටින්න</translation>
    </message>
</context>
<context>
    <name>RunPage</name>
    <message>
        <source>The station is starting</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>මධ්‍යස්ථානය ආරම්භ වෙමින් පවතී</translation>
    </message>
    <message>
        <source>The station cannot start</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>මධ්‍යස්ථානය ආරම්භ කළ නොහැක</translation>
    </message>
    <message>
        <source>No camera</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>කැමරාවක් නැත</translation>
    </message>
    <message>
        <source>Check that the camera is plugged in and that no other program uses it</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>කැමරාව සම්බන්ධ කර ඇති බවත් වෙනත් වැඩසටහනක් එය භාවිත නොකරන බවත් පරීක්ෂා කරන්න</translation>
    </message>
    <message>
        <source>Please look at the camera</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>කරුණාකර කැමරාව දෙස බලන්න</translation>
    </message>
    <message>
        <source>No camera is running</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>කිසිදු කැමරාවක් ක්‍රියා නොකරයි</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>අවසන් වරට දුටු අය</translation>
    </message>
    <message>
        <source>Switch speech on</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>හඬ ක්‍රියාත්මක කරන්න</translation>
    </message>
    <message>
        <source>Switch speech off</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>හඬ අක්‍රිය කරන්න</translation>
    </message>
    <message>
        <source>The server does not accept this station any more</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>සේවාදායකය තවදුරටත් මෙම මධ්‍යස්ථානය පිළි නොගනී</translation>
    </message>
    <message>
        <source>An administrator must make new credentials for it; captures wait on this disk</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>පරිපාලකයෙකු නව අක්තපත්‍ර සෑදිය යුතුය; ඡායාරූප මෙම තැටියේ රැඳී පවතී</translation>
    </message>
    <message>
        <source>The server&apos;s certificate has changed, or another computer answers in its place</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>සේවාදායකයේ සහතිකය වෙනස් වී ඇත, නැතහොත් වෙනත් පරිගණකයක් එය වෙනුවට පිළිතුරු දෙයි</translation>
    </message>
    <message>
        <source>An administrator must look at the certificate; captures wait on this disk</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>පරිපාලකයෙකු සහතිකය පරීක්ෂා කළ යුතුය; රූප මෙම තැටියේ රැඳී සිටී</translation>
    </message>
    <message>
        <source>Try again</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>නැවත උත්සාහ කරන්න</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Standard</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>සම්මත</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>ඉහළ වෙනස</translation>
    </message>
    <message>
        <source>Large text</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>විශාල අකුරු</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>පෙනුම</translation>
    </message>
    <message>
        <source>Language</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>භාෂාව</translation>
    </message>
    <message>
        <source>AttendSense station</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>AttendSense මධ්‍යස්ථානය</translation>
    </message>
    <message>
        <source>Exit</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>ඉවත්වීම</translation>
    </message>
    <message>
        <source>Time</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>වේලාව</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Opening</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>විවෘත වෙමින්</translation>
    </message>
    <message>
        <source>Running</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>ක්‍රියාත්මකයි</translation>
    </message>
    <message>
        <source>No picture. Trying again</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>පින්තූරයක් නැත. නැවත උත්සාහ කරයි</translation>
    </message>
    <message>
        <source>At its end</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>අවසන්</translation>
    </message>
    <message>
        <source>Cannot be opened</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>විවෘත කළ නොහැක</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>නවත්වා ඇත</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>සම්බන්ධ වෙමින්</translation>
    </message>
    <message>
        <source>Connected</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>සම්බන්ධයි</translation>
    </message>
    <message>
        <source>Server away</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>සේවාදායකය ළඟා විය නොහැක</translation>
    </message>
    <message>
        <source>Server not trusted</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>සේවාදායකය විශ්වාස නැත</translation>
    </message>
    <message>
        <source>Not accepted by the server</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>සේවාදායකය පිළිගත්තේ නැත</translation>
    </message>
    <message>
        <source>Nothing waits</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>රැඳී සිටින කිසිවක් නැත</translation>
    </message>
    <message>
        <source>%1 waiting to be sent</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>යැවීමට %1 ක් රැඳී ඇත</translation>
    </message>
    <message>
        <source>Clock not compared yet</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>ඔරලෝසුව තවම සසඳා නැත</translation>
    </message>
    <message>
        <source>Clock right, %1 s off</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>ඔරලෝසුව නිවැරදියි, වෙනස තත්. %1</translation>
    </message>
    <message>
        <source>Clock %1 s fast</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>ඔරලෝසුව තත්. %1 ක් ඉදිරියෙන්</translation>
    </message>
    <message>
        <source>Clock %1 s slow</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>ඔරලෝසුව තත්. %1 ක් පසුපසින්</translation>
    </message>
    <message>
        <source>Speech is off</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>හඬ අක්‍රියයි</translation>
    </message>
    <message>
        <source>Speech is on</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>හඬ ක්‍රියාත්මකයි</translation>
    </message>
    <message>
        <source>Looking</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>බලමින්</translation>
    </message>
    <message>
        <source>Who is it?</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>ඒ කවුද?</translation>
    </message>
    <message>
        <source>Booked already</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>දැනටමත් සටහන් කර ඇත</translation>
    </message>
    <message>
        <source>Not known</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>නාඳුනයි</translation>
    </message>
    <message>
        <source>Not a live person</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>සජීවී පුද්ගලයෙකු නොවේ</translation>
    </message>
    <message>
        <source>Not clear enough</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>ප්‍රමාණවත් තරම් පැහැදිලි නැත</translation>
    </message>
    <message>
        <source>Taken too long ago</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>බොහෝ කලකට පෙර ගත් එකකි</translation>
    </message>
    <message>
        <source>You are booked already</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>ඔබ දැනටමත් සටහන් වී ඇත</translation>
    </message>
    <message>
        <source>I do not know you. Please ask the office</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>මම ඔබව හඳුනන්නේ නැත. කරුණාකර කාර්යාලයෙන් විමසන්න</translation>
    </message>
    <message>
        <source>Please come yourself, without a picture</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>කරුණාකර පින්තූරයක් නොමැතිව ඔබම එන්න</translation>
    </message>
    <message>
        <source>Please look at the camera once more</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>කරුණාකර නැවත වරක් කැමරාව දෙස බලන්න</translation>
    </message>
    <message>
        <source>There is no loudspeaker</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>ශබ්ද විකාශකයක් නැත</translation>
    </message>
    <message>
        <source>Connect one and start the station again, or switch speech off</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>එකක් සම්බන්ධ කර මධ්‍යස්ථානය නැවත අරඹන්න, නැතහොත් හඬ අක්‍රිය කරන්න</translation>
    </message>
    <message>
        <source>The clock of this computer is wrong</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>මෙම පරිගණකයේ ඔරලෝසුව වැරදියි</translation>
    </message>
    <message>
        <source>Switch on time synchronisation; punches are corrected meanwhile</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>කාල සමමුහුර්තය ක්‍රියාත්මක කරන්න; ඒ අතර සටහන් නිවැරදි කෙරේ</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>තැටිය පිරී ඇත</translation>
    </message>
    <message>
        <source>Make room: until then nobody can be booked</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>ඉඩ සාදන්න: එතෙක් කිසිවෙකු සටහන් කළ නොහැක</translation>
    </message>
    <message>
        <source>The disk cannot be written</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>තැටියට ලිවිය නොහැක</translation>
    </message>
    <message>
        <source>Look at the disk: until then nobody can be booked</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>තැටිය පරීක්ෂා කරන්න: එතෙක් කිසිවෙකු සටහන් කළ නොහැක</translation>
    </message>
    <message>
        <source>Captures were dropped: too many or too old</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>ඡායාරූප ඉවත් කරන ලදී: වැඩිය හෝ පැරණිය</translation>
    </message>
    <message>
        <source>Mend the connection to the server</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>සේවාදායකයට සම්බන්ධතාව යථා තත්ත්වයට පත් කරන්න</translation>
    </message>
    <message>
        <source>The station runs already on this computer</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>මධ්‍යස්ථානය දැනටමත් මෙම පරිගණකයේ ක්‍රියාත්මකයි</translation>
    </message>
    <message>
        <source>Close the other one first</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>පළමුව අනෙක වසන්න</translation>
    </message>
    <message>
        <source>This computer is not a station yet</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>මෙම පරිගණකය තවම මධ්‍යස්ථානයක් නොවේ</translation>
    </message>
    <message>
        <source>Save the credentials that the server made: %1</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>සේවාදායකය සෑදූ අක්තපත්‍ර සුරකින්න: %1</translation>
    </message>
    <message>
        <source>Others may read the station&apos;s credentials</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>මධ්‍යස්ථානයේ අක්තපත්‍ර අන් අයට කියවිය හැක</translation>
    </message>
    <message>
        <source>Change the file&apos;s mode to 600</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>ගොනුවේ ප්‍රකාරය 600 කරන්න</translation>
    </message>
    <message>
        <source>The settings are broken</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>සැකසුම් දෝෂ සහිතයි</translation>
    </message>
    <message>
        <source>No camera is chosen</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>කැමරාවක් තෝරා නැත</translation>
    </message>
    <message>
        <source>Name one in the settings: station.cameras</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>සැකසුම්වල එකක් සඳහන් කරන්න: station.cameras</translation>
    </message>
</context>
</TS>
