#include "attendsense/station_ui/languages.hpp"

#include <QApplication>
#include <QLocale>

// Outside of any namespace, as Qt wants it: a static library's resources are linked only if somebody names them.
static void link_texts() {
  Q_INIT_RESOURCE(station_texts);
}

namespace attendsense::station_ui {

const std::vector<Language>& languages() {
  static const std::vector<Language> all{{"en", "English"},  {"de", "Deutsch"}, {"es", "Español"},
                                         {"fr", "Français"}, {"hi", "हिन्दी"},   {"si", "සිංහල"}};
  return all;
}

Texts::~Texts() {
  if (translator_) QApplication::removeTranslator(translator_.get());
}

void Texts::speak(const QString& code) {
  link_texts();
  const QString wanted = code.section(QChar('-'), 0, 0).section(QChar('_'), 0, 0).toLower();
  const bool is_known = std::ranges::find(languages(), wanted, &Language::code) != languages().end();
  spoken_ = is_known ? wanted : "en";
  QLocale::setDefault(QLocale(spoken_));
  application_.setLayoutDirection(QLocale(spoken_).textDirection());
  auto translator = std::make_unique<QTranslator>();
  // English is what the sources say.
  const bool has_texts = spoken_ != "en" && translator->load(":/texts/station_" + spoken_ + ".qm");
  if (translator_) QApplication::removeTranslator(translator_.get());
  translator_ = std::move(translator);
  if (has_texts) QApplication::installTranslator(translator_.get());
}

}  // namespace attendsense::station_ui
