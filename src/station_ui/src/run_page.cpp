#include "run_page.hpp"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "greeting_banner.hpp"
#include "live_view.hpp"
#include "punch_list.hpp"
#include "words.hpp"

namespace attendsense::station_ui {

namespace {

constexpr qint64 kGreetingShown = 5000;            // ms
constexpr std::chrono::seconds kTroubleShown{60};  // one that came once; states are shown for as long as they last

void show_sign(QLabel& label, const Sign& sign) {
  label.setText(sign.text());
  show_tone(label, sign.tone);
}

QLabel* make_label(const char* name) {
  auto* label = new QLabel;
  label->setObjectName(name);
  label->setWordWrap(true);
  label->setTextFormat(Qt::PlainText);
  return label;
}

}  // namespace

RunPage::RunPage(Session& session, QWidget* parent)
    : QWidget(parent),
      session_(session),
      live_(new LiveView),
      banner_(new GreetingBanner),
      cameras_(new QHBoxLayout),
      punches_title_(make_label("quiet")),
      punches_(new PunchList),
      link_(make_label("link")),
      waiting_(make_label("waiting")),
      clock_(make_label("clockstate")),
      voice_(make_label("voice")),
      speech_(new QPushButton),
      fault_(make_label("fault")),
      retry_(new QPushButton) {
  live_->setObjectName("live");
  punches_->setObjectName("punches");
  speech_->setObjectName("speech");
  retry_->setObjectName("retry");
  auto* fault_row = new QHBoxLayout;
  fault_row->addWidget(fault_, 1);
  fault_row->addWidget(retry_);
  auto* main = new QVBoxLayout;
  main->addLayout(fault_row);
  main->addWidget(live_, 1);
  main->addWidget(banner_);
  main->addLayout(cameras_);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->addLayout(main, 1);
  row->addWidget(make_side());
  connect(retry_, &QPushButton::clicked, this, [this] { session_.retry(); });
  connect(speech_, &QPushButton::clicked, this, [this] {
    if (is_silent_) {
      session_.speak();
    } else {
      session_.be_silent();
    }
  });
}

QWidget* RunPage::make_side() {
  auto* side = new QWidget;
  auto* column = new QVBoxLayout(side);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(punches_title_);
  column->addWidget(punches_, 1);
  column->addWidget(make_vitals());
  side->setMinimumWidth(360);
  side->setMaximumWidth(480);
  return side;
}

QWidget* RunPage::make_vitals() {
  auto* frame = new QFrame;
  frame->setObjectName("panel");
  auto* column = new QVBoxLayout(frame);
  for (QLabel* label : {link_, waiting_, clock_, voice_}) column->addWidget(label);
  column->addWidget(speech_);
  return frame;
}

void RunPage::show_view(const View& view) {
  show_cameras(view);
  show_greeting(view);
  punches_->show_heard(view);
  show_vitals(view);
  show_fault(view);
}

void RunPage::retranslate(const View& view) {
  punches_->retranslate(view);
  show_view(view);
}

void RunPage::show_cameras(const View& view) {
  const bool is_known = std::ranges::find(view.cameras, shown_camera_, &CameraView::name) != view.cameras.end();
  if (!is_known && !view.cameras.empty()) shown_camera_ = view.cameras.front().name;
  for (const CameraView& camera : view.cameras) {
    CameraCard*& card = cards_[camera.name];
    if (card == nullptr) {
      card = new CameraCard(camera.name, {.show = [this](const std::string& name) { shown_camera_ = name; },
                                          .start = [this](const std::string& name) { session_.start_camera(name); },
                                          .stop = [this](const std::string& name) { session_.stop_camera(name); }});
      cameras_->addWidget(card, 1);
    }
    const bool is_shown = camera.name == shown_camera_;
    card->show_camera(camera, is_shown ? CameraCard::Shown::yes : CameraCard::Shown::no);
    if (is_shown) live_->show_picture(camera.picture, instead_of_picture(view));
  }
  // Another settings file after a failed start may name other cameras.
  std::erase_if(cards_, [&](const auto& entry) {
    if (std::ranges::find(view.cameras, entry.first, &CameraView::name) != view.cameras.end()) return false;
    entry.second->deleteLater();
    return true;
  });
  if (view.cameras.empty()) live_->show_picture(nullptr, instead_of_picture(view));
}

QString RunPage::instead_of_picture(const View& view) const {
  if (view.phase == Phase::starting) return tr("The station is starting");
  if (view.phase == Phase::failed) return tr("The station cannot start");
  const auto camera = std::ranges::find(view.cameras, shown_camera_, &CameraView::name);
  if (camera == view.cameras.end()) return tr("No camera");
  QString text = Words::camera(camera->state).text();
  const bool is_fault = camera->state == station::CameraState::lost || camera->state == station::CameraState::failed;
  if (is_fault) text += "\n\n" + tr("Check that the camera is plugged in and that no other program uses it");
  if (is_fault && !camera->why.empty()) text += "\n\n" + plain_text(camera->why);
  return text;
}

void RunPage::show_greeting(const View& view) {
  if (view.heard_in_all != heard_) {
    heard_ = view.heard_in_all;
    // What comes late is for the list; the person has gone.
    if (!view.heard.empty() && !view.heard.front().is_late) {
      greeted_.start();
      banner_->say(Words::greeting(view.heard.front()));
      return;
    }
  }
  if (greeted_.isValid() && !greeted_.hasExpired(kGreetingShown)) return;
  greeted_.invalidate();
  const bool is_seeing = std::ranges::any_of(
      view.cameras, [](const CameraView& camera) { return camera.state == station::CameraState::running; });
  banner_->say(is_seeing ? Sign{"☺", tr("Please look at the camera"), Tone::plain}
                         : Sign{"▲", tr("No camera is running"), Tone::warn});
}

void RunPage::show_vitals(const View& view) {
  punches_title_->setText(tr("Last seen"));
  show_sign(*link_, Words::link(view.link));
  link_->setToolTip(plain_text(view.link_why));
  show_sign(*waiting_, Words::waiting(view.vitals.spool.waiting));
  show_sign(*clock_, Words::clock(view.vitals.clock_offset, view.vitals.is_clock_wrong));
  is_silent_ = view.vitals.is_silent;
  show_sign(*voice_, Words::speech(is_silent_));
  speech_->setText(is_silent_ ? tr("Switch speech on") : tr("Switch speech off"));
  speech_->setEnabled(view.phase == Phase::running);
}

void RunPage::show_fault(const View& view) {
  std::optional<Advice> advice;
  if (view.failure) {
    advice = Words::advice(*view.failure);
  } else if (view.link == station::LinkState::refused) {
    advice = Advice{tr("The server does not accept this station any more"),
                    tr("An administrator must make new credentials for it; captures wait on this disk")};
  } else if (view.link == station::LinkState::untrusted) {
    advice = Advice{tr("The server's certificate has changed, or another computer answers in its place"),
                    tr("An administrator must look at the certificate; captures wait on this disk")};
  } else if (view.trouble && std::chrono::steady_clock::now() - view.trouble->since < kTroubleShown) {
    advice = Words::advice(view.trouble->error);
  }
  fault_->setVisible(advice.has_value());
  retry_->setVisible(view.phase == Phase::failed);
  retry_->setText(tr("Try again"));
  if (advice) fault_->setText("▲ " + advice->what + (advice->remedy.isEmpty() ? "" : "\n" + advice->remedy));
}

}  // namespace attendsense::station_ui
