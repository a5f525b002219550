<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="hi" sourcelanguage="en">
<context>
    <name>CameraCard</name>
    <message>
        <source>Stop</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>रोकें</translation>
    </message>
    <message>
        <source>Start</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>शुरू करें</translation>
    </message>
    <message>
        <source>Stop camera %1</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>कैमरा %1 रोकें</translation>
    </message>
    <message>
        <source>Start camera %1</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>कैमरा %1 शुरू करें</translation>
    </message>
    <message>
        <source>Show</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>दिखाएँ</translation>
    </message>
    <message>
        <source>Show camera %1</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>कैमरा %1 दिखाएँ</translation>
    </message>
</context>
<context>
    <name>PinPad</name>
    <message>
        <source>PIN to leave the full screen</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>पूर्ण स्क्रीन छोड़ने का पिन</translation>
    </message>
    <message>
        <source>PIN</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>पिन</translation>
    </message>
    <message>
        <source>Delete the last digit</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>अंतिम अंक मिटाएँ</translation>
    </message>
    <message>
        <source>Leave</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>बाहर जाएँ</translation>
    </message>
    <message>
        <source>Back</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>वापस</translation>
    </message>
    <message>
        <source>That is not the PIN</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>यह पिन सही नहीं है</translation>
    </message>
    <message>
        <source>Too many wrong ones. Wait half a minute</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>बहुत बार गलत। आधा मिनट रुकें</translation>
    </message>
</context>
<context>
    <name>RunPage</name>
    <message>
        <source>The station is starting</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>स्टेशन शुरू हो रहा है</translation>
    </message>
    <message>
        <source>The station cannot start</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>स्टेशन शुरू नहीं हो सकता</translation>
    </message>
    <message>
        <source>No camera</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>कोई कैमरा नहीं</translation>
    </message>
    <message>
        <source>Check that the camera is plugged in and that no other program uses it</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>जाँचें कि कैमरा जुड़ा है और कोई दूसरा प्रोग्राम उसका उपयोग नहीं कर रहा</translation>
    </message>
    <message>
        <source>Please look at the camera</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>कृपया कैमरे की ओर देखें</translation>
    </message>
    <message>
        <source>No camera is running</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>कोई कैमरा नहीं चल रहा</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>पिछले आगमन</translation>
    </message>
    <message>
        <source>Switch speech on</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>आवाज़ चालू करें</translation>
    </message>
    <message>
        <source>Switch speech off</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>आवाज़ बंद करें</translation>
    </message>
    <message>
        <source>The server does not accept this station any more</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>सर्वर अब इस स्टेशन को स्वीकार नहीं करता</translation>
    </message>
    <message>
        <source>An administrator must make new credentials for it; captures wait on this disk</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>व्यवस्थापक को नए क्रेडेंशियल बनाने होंगे; चित्र इस डिस्क पर प्रतीक्षा करते हैं</translation>
    </message>
    <message>
        <source>The server&apos;s certificate has changed, or another computer answers in its place</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>सर्वर का प्रमाणपत्र बदल गया है, या उसकी जगह कोई दूसरा कंप्यूटर उत्तर दे रहा है</translation>
    </message>
    <message>
        <source>An administrator must look at the certificate; captures wait on this disk</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>किसी प्रशासक को प्रमाणपत्र देखना होगा; चित्र इस डिस्क पर प्रतीक्षा करते हैं</translation>
    </message>
    <message>
        <source>Try again</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>फिर कोशिश करें</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Standard</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>मानक</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>उच्च कंट्रास्ट</translation>
    </message>
    <message>
        <source>Large text</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>बड़े अक्षर</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>रूप</translation>
    </message>
    <message>
        <source>Language</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>भाषा</translation>
    </message>
    <message>
        <source>AttendSense station</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>AttendSense स्टेशन</translation>
    </message>
    <message>
        <source>Exit</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>बाहर</translation>
    </message>
    <message>
        <source>Time</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>समय</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Opening</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>खुल रहा है</translation>
    </message>
    <message>
        <source>Running</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>चल रहा है</translation>
    </message>
    <message>
        <source>No picture. Trying again</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>चित्र नहीं। फिर कोशिश जारी</translation>
    </message>
    <message>
        <source>At its end</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>समाप्त</translation>
    </message>
    <message>
        <source>Cannot be opened</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>खुल नहीं सकता</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>रुका हुआ</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>जुड़ रहा है</translation>
    </message>
    <message>
        <source>Connected</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>जुड़ा हुआ</translation>
    </message>
    <message>
        <source>Server away</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>सर्वर उपलब्ध नहीं</translation>
    </message>
    <message>
        <source>Server not trusted</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>सर्वर पर भरोसा नहीं</translation>
    </message>
    <message>
        <source>Not accepted by the server</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>सर्वर ने स्वीकार नहीं किया</translation>
    </message>
    <message>
        <source>Nothing waits</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>कुछ प्रतीक्षा में नहीं</translation>
    </message>
    <message>
        <source>%1 waiting to be sent</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>%1 भेजे जाने बाकी</translation>
    </message>
    <message>
        <source>Clock not compared yet</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>घड़ी अभी मिलाई नहीं गई</translation>
    </message>
    <message>
        <source>Clock right, %1 s off</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>घड़ी सही, %1 से का अंतर</translation>
    </message>
    <message>
        <source>Clock %1 s fast</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>घड़ी %1 से आगे</translation>
    </message>
    <message>
        <source>Clock %1 s slow</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>घड़ी %1 से पीछे</translation>
    </message>
    <message>
        <source>Speech is off</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>आवाज़ बंद है</translation>
    </message>
    <message>
        <source>Speech is on</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>आवाज़ चालू है</translation>
    </message>
    <message>
        <source>Looking</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>देख रहा है</translation>
    </message>
    <message>
        <source>Who is it?</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>कौन है?</translation>
    </message>
    <message>
        <source>Booked already</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>पहले से दर्ज</translation>
    </message>
    <message>
        <source>Not known</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>अपरिचित</translation>
    </message>
    <message>
        <source>Not a live person</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>जीवित व्यक्ति नहीं</translation>
    </message>
    <message>
        <source>Not clear enough</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>पर्याप्त स्पष्ट नहीं</translation>
    </message>
    <message>
        <source>Taken too long ago</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>बहुत पहले लिया गया</translation>
    </message>
    <message>
        <source>You are booked already</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>आप पहले से दर्ज हैं</translation>
    </message>
    <message>
        <source>I do not know you. Please ask the office</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>मैं आपको नहीं पहचानता। कृपया कार्यालय से पूछें</translation>
    </message>
    <message>
        <source>Please come yourself, without a picture</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>कृपया स्वयं आएँ, चित्र के बिना</translation>
    </message>
    <message>
        <source>Please look at the camera once more</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>कृपया एक बार फिर कैमरे की ओर देखें</translation>
    </message>
    <message>
        <source>There is no loudspeaker</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>कोई लाउडस्पीकर नहीं है</translation>
    </message>
    <message>
        <source>Connect one and start the station again, or switch speech off</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>एक जोड़कर स्टेशन फिर शुरू करें, या आवाज़ बंद करें</translation>
    </message>
    <message>
        <source>The clock of this computer is wrong</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>इस कंप्यूटर की घड़ी गलत है</translation>
    </message>
    <message>
        <source>Switch on time synchronisation; punches are corrected meanwhile</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>समय सिंक्रनाइज़ेशन चालू करें; तब तक दर्ज समय सुधारा जाता है</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>डिस्क भर गई है</translation>
    </message>
    <message>
        <source>Make room: until then nobody can be booked</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>जगह बनाएँ: तब तक कोई दर्ज नहीं हो सकता</translation>
    </message>
    <message>
        <source>The disk cannot be written</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>डिस्क पर लिखा नहीं जा सकता</translation>
    </message>
    <message>
        <source>Look at the disk: until then nobody can be booked</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>डिस्क जाँचें: तब तक कोई दर्ज नहीं हो सकता</translation>
    </message>
    <message>
        <source>Captures were dropped: too many or too old</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>चित्र हटाए गए: बहुत अधिक या बहुत पुराने</translation>
    </message>
    <message>
        <source>Mend the connection to the server</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>सर्वर से कनेक्शन ठीक करें</translation>
    </message>
    <message>
        <source>The station runs already on this computer</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>स्टेशन इस कंप्यूटर पर पहले से चल रहा है</translation>
    </message>
    <message>
        <source>Close the other one first</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>पहले दूसरे को बंद करें</translation>
    </message>
    <message>
        <source>This computer is not a station yet</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>यह कंप्यूटर अभी स्टेशन नहीं है</translation>
    </message>
    <message>
        <source>Save the credentials that the server made: %1</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>सर्वर के बनाए क्रेडेंशियल सहेजें: %1</translation>
    </message>
    <message>
        <source>Others may read the station&apos;s credentials</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>दूसरे लोग स्टेशन के क्रेडेंशियल पढ़ सकते हैं</translation>
    </message>
    <message>
        <source>Change the file&apos;s mode to 600</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>फ़ाइल का मोड 600 करें</translation>
    </message>
    <message>
        <source>The settings are broken</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>सेटिंग्स खराब हैं</translation>
    </message>
    <message>
        <source>No camera is chosen</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>कोई कैमरा चुना नहीं गया</translation>
    </message>
    <message>
        <source>Name one in the settings: station.cameras</source>
        <translatorcomment>machine-made</translatorcomment>
        <translation>सेटिंग में एक लिखें: station.cameras</translation>
    </message>
</context>
</TS>
