#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QXmlStreamReader>

#include "attendsense/station_ui/languages.hpp"
#include "testing/checkout.hpp"
#include "testing/driven_window.hpp"
#include "words.hpp"

namespace attendsense::station_ui {
namespace {

const QString kModule = QString::fromStdString((checkout() / "src/station_ui").string());

struct Entry {
  QString source;
  QString translation;
  QString comment;
  QString type;
};

// The messages of a .ts file.
std::vector<Entry> entries_of(const QString& path) {
  QFile file(path);
  EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
  QXmlStreamReader xml(&file);
  std::vector<Entry> entries;
  while (!xml.atEnd()) {
    if (xml.readNext() != QXmlStreamReader::StartElement) continue;
    if (xml.name() == u"message") {
      entries.emplace_back();
    } else if (xml.name() == u"source") {
      entries.back().source = xml.readElementText();
    } else if (xml.name() == u"translatorcomment") {
      entries.back().comment = xml.readElementText();
    } else if (xml.name() == u"translation") {
      entries.back().type = xml.attributes().value("type").toString();
      entries.back().translation = xml.readElementText();
    }
  }
  EXPECT_FALSE(xml.hasError()) << xml.errorString().toStdString();
  return entries;
}

class TextsTest : public ::testing::TestWithParam<const char*> {};

INSTANTIATE_TEST_SUITE_P(Languages, TextsTest, ::testing::Values("de", "es", "fr", "hi", "si"));

// What the sources say now is what lupdate finds in them.
TEST_P(TextsTest, every_text_of_the_sources_is_there_and_no_other) {
  const QTemporaryDir folder;
  const QString updated = folder.filePath("station.ts");
  ASSERT_TRUE(QFile::copy(kModule + "/translations/station_" + GetParam() + ".ts", updated));
  QFile::setPermissions(updated, QFile::ReadOwner | QFile::WriteOwner);
  const std::size_t before = entries_of(updated).size();
  QProcess lupdate;
  lupdate.setWorkingDirectory(kModule);
  lupdate.start(LUPDATE, {"-silent", "-locations", "none", "src", "include", "-ts", updated});
  ASSERT_TRUE(lupdate.waitForFinished(testing::kPatience));
  ASSERT_EQ(lupdate.exitCode(), 0) << lupdate.readAllStandardError().toStdString();
  const std::vector<Entry> after = entries_of(updated);
  EXPECT_EQ(after.size(), before);
  for (const Entry& entry : after) {
    EXPECT_EQ(entry.type, "") << entry.source.toStdString();
    EXPECT_FALSE(entry.translation.isEmpty()) << entry.source.toStdString();
    EXPECT_EQ(entry.translation.count("%1"), entry.source.count("%1")) << entry.source.toStdString();
    EXPECT_EQ(entry.comment, "machine-made") << entry.source.toStdString();
  }
}

TEST(Texts, speaks_the_language_that_is_asked_for_and_english_where_there_is_none) {
  auto& application = *static_cast<QApplication*>(QCoreApplication::instance());
  Texts texts(application);
  const QString english = Words::link(station::LinkState::online).words;
  texts.speak("de-AT");
  EXPECT_EQ(texts.spoken(), "de");
  EXPECT_EQ(Words::link(station::LinkState::online).words, "Verbunden");
  texts.speak("hi");
  EXPECT_NE(Words::link(station::LinkState::online).words, english);
  texts.speak("tlh");
  EXPECT_EQ(texts.spoken(), "en");
  EXPECT_EQ(Words::link(station::LinkState::online).words, english);
}

TEST(Words, states_differ_in_shape_and_not_only_in_colour) {
  using station::LinkState;
  std::set<QString> symbols;
  for (const LinkState state :
       {LinkState::connecting, LinkState::online, LinkState::unreachable, LinkState::untrusted, LinkState::refused}) {
    symbols.insert(Words::link(state).symbol);
  }
  EXPECT_EQ(symbols.size(), 5U);
}

TEST(Words, a_fault_that_nobody_foresaw_is_told_as_it_came) {
  const Advice advice = Words::advice({Failure::internal, "something_new", "It\nbroke", "Mend it"});
  EXPECT_EQ(advice.what, "It broke");
  EXPECT_EQ(advice.remedy, "Mend it");
  EXPECT_EQ(Words::advice({Failure::invalid_input, "config_invalid", "a.toml:3: no value", "Mend it"}).remedy,
            "a.toml:3: no value. Mend it");
  EXPECT_EQ(Words::advice({Failure::unavailable, "spool_full", "x", "y"}).what, "The disk is full");
}

}  // namespace
}  // namespace attendsense::station_ui
