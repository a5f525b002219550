#pragma once

#include <QString>
#include <QTranslator>
#include <memory>
#include <vector>

class QApplication;

namespace attendsense::station_ui {

struct Language {
  QString code;  // "de"
  QString name;  // as its speakers call it
};

// English first.
[[nodiscard]] const std::vector<Language>& languages();

// The language of all texts and the direction of writing.
class Texts {
 public:
  explicit Texts(QApplication& application) : application_(application) {}

  ~Texts();
  Texts(const Texts&) = delete;
  Texts& operator=(const Texts&) = delete;

  // "de", "de-AT"; one that there are no texts in becomes English. Windows are told by QEvent::LanguageChange.
  void speak(const QString& code);

  [[nodiscard]] const QString& spoken() const { return spoken_; }

 private:
  QApplication& application_;
  std::unique_ptr<QTranslator> translator_;
  QString spoken_ = "en";
};

}  // namespace attendsense::station_ui
