#include "camera_card.hpp"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "words.hpp"

namespace attendsense::station_ui {

using station::CameraState;

CameraCard::CameraCard(const std::string& name, Actions actions, QWidget* parent)
    : QFrame(parent),
      name_(name),
      actions_(std::move(actions)),
      title_(new QLabel(plain_text(name))),
      state_(new QLabel),
      look_(new QPushButton),
      power_(new QPushButton) {
  setObjectName("panel");
  title_->setTextFormat(Qt::PlainText);
  title_->setStyleSheet("font-weight: bold;");
  state_->setWordWrap(true);
  look_->setObjectName("look");
  power_->setObjectName("power");
  auto* words = new QHBoxLayout;
  words->addWidget(title_);
  words->addWidget(state_, 1);
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(look_, 1);
  buttons->addWidget(power_, 1);
  auto* column = new QVBoxLayout(this);
  column->addLayout(words);
  column->addLayout(buttons);
  connect(look_, &QPushButton::clicked, this, [this] { actions_.show(name_); });
  connect(power_, &QPushButton::clicked, this, [this] { (is_on_ ? actions_.stop : actions_.start)(name_); });
}

void CameraCard::show_camera(const CameraView& camera, Shown shown) {
  const Sign sign = Words::camera(camera.state);
  state_->setText(sign.text());
  state_->setToolTip(plain_text(camera.why));
  show_tone(*state_, sign.tone);
  is_on_ =
      camera.state == CameraState::opening || camera.state == CameraState::running || camera.state == CameraState::lost;
  const QString name = plain_text(name_);
  power_->setText(is_on_ ? tr("Stop") : tr("Start"));
  power_->setAccessibleName(is_on_ ? tr("Stop camera %1").arg(name) : tr("Start camera %1").arg(name));
  look_->setText(tr("Show"));
  look_->setAccessibleName(tr("Show camera %1").arg(name));
  look_->setEnabled(shown == Shown::no);
}

}  // namespace attendsense::station_ui
