#include "common_passwords.hpp"

#include <array>

namespace attendsense::crypto {

namespace {

// clang-format off
constexpr auto kWords = std::to_array<std::string_view>({
    "administrateur", "administrador", "administrator", "attendsense", "christopher", "deutschland",
    "harrypotter", "attendance", "basketball", "bienvenido", "contrasena", "manchester", "motdepasse",
    "passphrase", "prinzessin", "realmadrid", "wachtwoord", "willkommen", "alexander", "alexandra",
    "barcelona", "bienvenue", "chocolate", "elizabeth", "fruehling", "instagram", "liverpool", "microsoft",
    "minecraft", "september", "spiderman", "superuser", "temporary", "timeclock", "wednesday", "babygirl",
    "baseball", "business", "changeit", "changeme", "computer", "corvette", "database", "december",
    "employee", "facebook", "february", "football", "fortnite", "fussball", "hogwarts", "iloveyou",
    "internet", "jennifer", "juventus", "linkedin", "mercedes", "michelle", "november", "password",
    "passwort", "princess", "samantha", "saturday", "security", "starwars", "steelers", "sunshine",
    "superman", "thankyou", "thursday", "whatever", "america", "android", "anthony", "arsenal", "asshole",
    "blessed", "bonjour", "charlie", "chelsea", "company", "cowboys", "default", "diamond", "england",
    "ferrari", "forever", "freedom", "friends", "fuckyou", "gandalf", "germany", "goodbye", "january",
    "jessica", "letmein", "loveyou", "lozinka", "matthew", "michael", "mustang", "nothing", "october",
    "phoenix", "pokemon", "porsche", "samsung", "station", "testing", "trustno", "tuesday", "welcome",
    "william", "windows", "yankees", "access", "amanda", "andrew", "ashley", "attend", "august", "autumn",
    "azerty", "banana", "batman", "berlin", "brasil", "buster", "camera", "canada", "cheese", "christ",
    "coffee", "cookie", "daniel", "dragon", "eagles", "family", "flower", "france", "friday", "friend",
    "geheim", "ginger", "golden", "google", "harley", "heaven", "herbst", "hockey", "hunter", "iloveu",
    "iphone", "jordan", "joshua", "killer", "london", "lovely", "master", "matrix", "merlin", "mexico",
    "monday", "monkey", "naruto", "nicole", "number", "office", "oracle", "orange", "parola", "passwd",
    "pepper", "please", "purple", "qwerty", "qwertz", "ranger", "robert", "russia", "secret", "server",
    "shadow", "signin", "silver", "soccer", "sommer", "spring", "summer", "sunday", "system", "tester",
    "thomas", "tigger", "united", "winter", "worker", "yellow", "admin", "adobe", "angel", "apple", "april",
    "bitch", "china", "cisco", "clock", "eagle", "eight", "guest", "hallo", "happy", "haslo", "hello",
    "india", "jesus", "login", "logon", "lucky", "march", "maria", "money", "paris", "power", "pussy",
    "senha", "seven", "smile", "super", "three", "tiger", "ultra", "baby", "cool", "five", "four", "fuck",
    "july", "june", "lion", "love", "mega", "nine", "root", "temp", "test", "user", "work", "your",
});

constexpr auto kPhrases = std::to_array<std::string_view>({
    "0123456789abcdef", "112358132134", "123qweasdzxc", "135792468000", "141592653589", "147258369147",
    "147852369000", "159753159753", "161803398874", "1a2b3c4d5e6f", "1q2w3e4r5t6y", "1q2w3e4r5t6y7u",
    "1qaz2wsx3edc", "1qazxsw23edc", "246813579000", "271828182845", "314159265358", "31415926535897",
    "741852963000", "789456123000", "a123456789bc", "a1b2c3d4e5f6", "abc123abc123", "abcdef123456",
    "allyouneedislove", "asdf1234qwer", "batmanrobin1", "bayernmuenchen", "blink182blink", "borussiadortmund",
    "breakingbad", "cafebabecafe", "california12", "chelseafootball", "contrasena123",
    "correcthorsebatterystaple", "dallascowboys", "dasistgeheim", "deadbeefcafe", "deadbeefdeadbeef",
    "deutschland12", "donaldduck123", "donotenter", "donttellanyone", "dontworrybehappy", "dumbledore123",
    "enterpassword", "everythingwillbeok", "fcbarcelona12", "forgotpassword", "gameofthrones", "godisgood",
    "godislove", "goodmorning1", "goodnight123", "greenbaypackers", "guessmypassword", "guitarhero12",
    "happybirthday", "happynewyear", "harrypotter7", "hellokitty123", "hellothere12", "helloworld12",
    "hermionegranger", "ichliebedich", "ichliebedich1", "idontknow", "idontremember", "iforgotmypassword",
    "ihateyousomuch", "ilovejesus", "ilovemydad", "ilovemyfamily", "ilovemymom", "ilovemywife",
    "iloveyoubaby", "iloveyouforever", "iloveyousomuch", "imissyousomuch", "ingodwetrust", "ironmaiden66",
    "jesusismylord", "jesuslovesme", "jetaimebeaucoup", "jetaimepourtoujours", "ledzeppelin4", "letmeinnow",
    "letmeinplease", "livelaughlove", "liverpoolfc1", "lordoftherings", "losangeleslakers",
    "lukeiamyourfather", "manchestercity", "manchesterunited", "maytheforcebewithyou", "meinpasswort",
    "merrychristmas", "metallica123", "mickeymouse12", "mustangsally", "mynameis", "mypassword1234",
    "nevergiveup", "nevergonnagiveyouup", "neversaynever", "newenglandpatriots", "newyork12345",
    "newyorkyankees", "nopassword", "onceuponatime", "onetwothreefour", "opensesame", "pinkfloyd123",
    "pittsburghsteelers", "princesspeach", "q1w2e3r4t5y6", "qazwsxedcrfv", "qwe123asd456", "qweasdzxc123",
    "qwer1234asdf", "realmadrid123", "rockandroll1", "rollingstones", "sanfrancisco", "schalkenullvier",
    "scoobydoo123", "sesamoeffnedich", "spongebobsquarepants", "superman1234", "teamomucho12",
    "teamoparasiempre", "teenagemutant", "tequieromucho", "theforceiswithyou", "thequickbrownfox",
    "thequickbrownfoxjumps", "thisisapassword", "thisisasecret", "thisismypassword", "tinkerbell123",
    "tobeornottobe", "unitedkingdom", "unitedstates", "valarmorghulis", "whatismypassword", "winteriscoming",
    "youareawesome", "youllneverwalkalone", "zaq12wsxcde3", "zaq1xsw2cde3",
});

constexpr auto kTracks = std::to_array<std::u32string_view>({
    U"abcdefghijklmnopqrstuvwxyz", U"01234567890", U"`1234567890-=", U"qwertyuiop[]", U"asdfghjkl;'", U"zxcvbnm,./",
    U"qwertzuiopü+", U"asdfghjklöä#", U"yxcvbnm,.-", U"azertyuiop", U"qsdfghjklmù", U"wxcvbn,;:!",
    U"!@#$%^&*()_+", U"!\"§$%&/()=?", U"1qaz", U"2wsx", U"3edc", U"4rfv", U"5tgb", U"6yhn", U"7ujm", U"8ik,", U"9ol.", U"1qay",
    U"147", U"258", U"369", U"741", U"852", U"963", U"159", U"753", U"qaz", U"wsx", U"edc", U"rfv", U"tgb", U"yhn", U"ujm",
    U"абвгдежзийклмнопрстуфхцчшщъыьэюя", U"йцукенгшщзхъ", U"фывапролджэ", U"ячсмитьбю", U"αβγδεζηθικλμνξοπρστυφχψω",
});
// clang-format on

}  // namespace

std::span<const std::string_view> common_words() {
  return kWords;
}

std::span<const std::string_view> common_phrases() {
  return kPhrases;
}

std::span<const std::u32string_view> beaten_tracks() {
  return kTracks;
}

}  // namespace attendsense::crypto
