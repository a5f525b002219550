#include "attendsense/station_ui/window.hpp"

#include <QApplication>
#include <QBoxLayout>
#include <QCloseEvent>
#include <QComboBox>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>
#include <QTime>

#include "pin_pad.hpp"
#include "rest_page.hpp"
#include "run_page.hpp"
#include "words.hpp"

namespace attendsense::station_ui {

namespace {

constexpr int kBetweenRefreshes = 60;    // ms
constexpr qint64 kPinPadShown = 30'000;  // ms without a touch

bool is_input(QEvent::Type type) {
  return type == QEvent::KeyPress || type == QEvent::MouseButtonPress || type == QEvent::TouchBegin;
}

bool somebody_is_there(const View& view) {
  return std::ranges::any_of(view.cameras, [](const CameraView& camera) {
    return camera.picture != nullptr && !camera.picture->people.empty();
  });
}

}  // namespace

Window::Window(Session& session, Monitor& monitor, Texts& texts, QApplication& application, WindowOptions options)
    : session_(session),
      monitor_(monitor),
      texts_(texts),
      application_(application),
      options_(std::move(options)),
      may_leave_(!options_.kiosk),
      title_(new QLabel),
      clock_(new QLabel),
      theme_(new QComboBox),
      language_(new QComboBox),
      exit_(new QPushButton),
      pages_(new QStackedWidget),
      work_(new QWidget),
      run_(new RunPage(session_)),
      rest_(new RestPage) {
  rest_->setObjectName("rest");
  apply(options_.theme, application_);
  if (!options_.language.isEmpty()) texts_.speak(options_.language);
  auto* column = new QVBoxLayout(work_);
  column->addWidget(make_header());
  column->addWidget(run_, 1);
  pages_->addWidget(work_);
  pages_->addWidget(rest_);
  if (options_.kiosk) {
    pin_ = new PinPad(*options_.kiosk, {.leave = [this] { may_leave_ = true, close(); },
                                        .cancel = [this] { pages_->setCurrentWidget(work_); }});
    pages_->addWidget(pin_);
  }
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->addWidget(pages_);
  life_.start();
  input_.start();
  refresh_.setSingleShot(true);
  connect(&refresh_, &QTimer::timeout, this, [this] { refresh(); });
  connect(&tick_, &QTimer::timeout, this, [this] { tick(); });
  tick_.start(500);
  application_.installEventFilter(this);
  // From the station's threads: the event loop carries it over.
  monitor_.tell([this] { QMetaObject::invokeMethod(this, [this] { schedule(); }, Qt::QueuedConnection); });
  retranslate();
}

Window::~Window() {
  monitor_.tell([] {});
  application_.removeEventFilter(this);
}

void Window::open() {
  resize(1280, 800);
  if (!options_.kiosk) return show();
  setWindowFlag(Qt::FramelessWindowHint);
  setWindowFlag(Qt::WindowStaysOnTopHint);
  showFullScreen();
}

QWidget* Window::make_header() {
  title_->setObjectName("title");
  title_->setTextFormat(Qt::PlainText);
  clock_->setObjectName("clock");
  theme_->setObjectName("theme");
  language_->setObjectName("language");
  exit_->setObjectName("exit");
  exit_->setVisible(options_.kiosk.has_value());
  auto* header = new QWidget;
  auto* row = new QHBoxLayout(header);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(title_, 1);
  for (QWidget* widget : std::initializer_list<QWidget*>{theme_, language_, clock_, exit_}) row->addWidget(widget);
  for (const Language& language : languages()) language_->addItem(language.name, language.code);
  connect(theme_, &QComboBox::activated, this, [this](int index) {
    options_.theme = static_cast<Theme>(theme_->itemData(index).toInt());
    apply(options_.theme, application_);
  });
  connect(language_, &QComboBox::activated, this, [this](int index) {
    options_.language = language_->itemData(index).toString();
    texts_.speak(options_.language);
  });
  connect(exit_, &QPushButton::clicked, this, [this] { ask_for_pin(); });
  return header;
}

void Window::fill_choices() {
  theme_->clear();
  theme_->addItem(tr("Standard"), static_cast<int>(Theme::standard));
  theme_->addItem(tr("High contrast"), static_cast<int>(Theme::high_contrast));
  theme_->addItem(tr("Large text"), static_cast<int>(Theme::large_text));
  theme_->setCurrentIndex(theme_->findData(static_cast<int>(options_.theme)));
  theme_->setAccessibleName(tr("Appearance"));
  language_->setCurrentIndex(language_->findData(texts_.spoken()));
  language_->setAccessibleName(tr("Language"));
}

// News come as fast as the station makes them; the window looks when it is ready.
void Window::schedule() {
  if (!refresh_.isActive()) refresh_.start(kBetweenRefreshes);
}

void Window::refresh() {
  view_ = monitor_.view();
  follow_company(view_);
  const QString name = plain_text(view_.profile.name);
  title_->setText(name.isEmpty() ? "AttendSense" : name);
  run_->show_view(view_);
  if (somebody_is_there(view_) || view_.heard_in_all != heard_) wake_up();
  heard_ = view_.heard_in_all;
}

void Window::tick() {
  clock_->setText(QLocale().toString(QTime::currentTime(), QLocale::ShortFormat));
  refresh();
  if (pages_->currentWidget() == pin_ && input_.hasExpired(kPinPadShown)) pages_->setCurrentWidget(work_);
  const bool is_alone = options_.rest_after.count() > 0 && life_.hasExpired(options_.rest_after.count());
  if (is_alone && pages_->currentWidget() == work_) pages_->setCurrentWidget(rest_);
  if (pages_->currentWidget() == rest_) rest_->update();
}

void Window::follow_company(const View& view) {
  if (!options_.language.isEmpty() || view.profile.name.empty()) return;
  if (std::exchange(company_language_, view.profile.language) == view.profile.language) return;
  texts_.speak(QString::fromStdString(view.profile.language));
}

void Window::wake_up() {
  life_.start();
  if (pages_->currentWidget() == rest_) pages_->setCurrentWidget(work_);
}

void Window::ask_for_pin() {
  if (pin_ == nullptr) return;
  pages_->setCurrentWidget(pin_);
  pin_->begin();
}

void Window::closeEvent(QCloseEvent* event) {
  if (may_leave_) return event->accept();
  event->ignore();
  ask_for_pin();
}

void Window::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

bool Window::eventFilter(QObject* watched, QEvent* event) {
  if (is_input(event->type())) {
    input_.start();
    wake_up();
  }
  return QWidget::eventFilter(watched, event);
}

void Window::retranslate() {
  setWindowTitle(tr("AttendSense station"));
  exit_->setText(tr("Exit"));
  clock_->setAccessibleName(tr("Time"));
  fill_choices();
  if (pin_ != nullptr) pin_->retranslate();
  view_ = monitor_.view();
  run_->retranslate(view_);
  tick();
}

}  // namespace attendsense::station_ui
